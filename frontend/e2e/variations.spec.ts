import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { objections } from './axe';
import { SENTENCE, Studio } from './studio';

const AUDIBLE_DB = -50;

async function opened(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8', Tempo: '120' });
  await page.locator('.rework summary').click();
  await page.getByRole('button', { name: 'Side by side' }).click();
  await expect(cards(page)).toHaveCount(4);
  await expect(page.getByRole('button', { name: /^Keep this one/ })).toHaveCount(3);
  return studio;
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Variations' });
const cards = (page: Page) => dialog(page).getByRole('heading', { level: 3 });

test('variations stand side by side, each is heard, one is kept', async ({ page }) => {
  const studio = await opened(page);
  const pictures = await dialog(page)
    .locator('canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
  expect(new Set(pictures).size).toBe(4);

  await page.getByRole('button', { name: 'Play Variation A' }).click();
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await page.getByRole('button', { name: 'Play Variation B' }).click();
  await expect(page.getByRole('button', { name: 'Stop Variation B' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play Variation A' })).toBeVisible();
  await page.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('button', { name: 'Keep this one, Variation D' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'One more' })).toBeHidden();

  const asked = page.waitForResponse((answer) => answer.url().endsWith('/edit'));
  await page.getByRole('button', { name: 'Keep this one, Variation B' }).click();
  const kept = (await (await asked).json()) as { midi_base64: string };
  await expect(dialog(page)).toBeHidden();
  await expect(page).toHaveURL(/edits=.*variation/);
  await expect(page.getByText('1 change').first()).toBeVisible();
  expect(readFileSync(await studio.midi()).toString('base64')).toBe(kept.midi_base64);

  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByRole('button', { name: '2 versions' }).first()).toBeVisible();
});

test('closed without a choice, everything is as it was', async ({ page }) => {
  const studio = await opened(page);
  const before = page.url();
  await page.getByRole('button', { name: 'Play Variation C' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(studio.play).toBeVisible();
  expect(page.url()).toBe(before);
});

for (const width of [390, 768, 1440]) {
  test(`variations at ${width} px: axe has no objection, nothing runs off`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await opened(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect(await objections(page)).toEqual([]);
      if (process.env.SHOTS) {
        const path = `${process.env.SHOTS}/variations-${width}-${colorScheme}.png`;
        await page.screenshot({ path });
      }
    }
    const over = await dialog(page).evaluate(
      (element) => element.scrollWidth - element.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
  });
}
