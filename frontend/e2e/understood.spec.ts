import { expect, test } from '@playwright/test';
import { objections } from './axe';
import { Studio } from './studio';

test('words that are no music are named, and what was read from the rest is shown', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill('A song in G, level 7, xyzzy');
  const understood = page.getByRole('region', { name: 'Understood' });
  await expect(understood).toContainText('G major');
  await expect(understood).toContainText('level 7');
  await expect(understood).toContainText('No part in the music: xyzzy');
});

test('what was understood is changed in its place, and given back to the words', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill('A slow song in G, 8 bars');
  const understood = page.getByRole('region', { name: 'Understood' });
  const key = understood.getByLabel(/^Change key/);
  await key.selectOption('D major');
  await expect(understood.getByLabel('Change key: D major, set by you')).toBeVisible();
  const bars = understood.getByLabel(/^Change bars/);
  await bars.fill('500');
  await expect(bars).toHaveAttribute('aria-invalid', 'true');
  await bars.press('Escape');
  await expect(bars).toHaveValue('8');
  await bars.fill('4');
  await bars.press('Enter');
  await expect(understood.getByLabel('Change bars: 4, set by you')).toBeVisible();
  await expect(page.getByText('2 set')).toBeVisible();
  await studio.generate.click();
  await expect(studio.bars).toHaveCount(4);
  await expect(studio.title).toContainText('D major');

  await understood.getByRole('button', { name: 'Key as the words say' }).click();
  await expect(understood.getByLabel('Change key: G major, from your words')).toBeVisible();
  await studio.generate.click();
  await expect(studio.title).toContainText('G major');
});

test('the form and the change of key that were named are shown', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill(
    'verse and chorus in C, 32 bars, modulate up a half step for the last chorus',
  );
  const understood = page.getByRole('region', { name: 'Understood' });
  await expect(understood).toContainText('last time a half step up');
  await expect(understood.getByText('Form: ')).toBeAttached();
});

for (const width of [390, 768, 1440]) {
  test(`chips at ${width} px: axe has no objection, nothing runs off`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const studio = new Studio(page);
    await studio.open();
    await studio.words.fill('A slow song in Bb with verse and chorus, 32 bars, no key change');
    const understood = page.getByRole('region', { name: 'Understood' });
    await understood.getByLabel(/^Change tempo/).fill('60');
    await understood.getByLabel(/^Change tempo/).press('Enter');
    await expect(understood.getByLabel('Change tempo: 60, set by you')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      expect(await objections(page)).toEqual([]);
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/chips-${width}-${colorScheme}.png` });
      }
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
}
