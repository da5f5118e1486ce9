import { expect, type Page, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

const looped = (page: Page) => page.locator('.chart-bar[data-looped]');

async function made(page: Page, fields: Record<string, string>): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, fields);
  return studio;
}

test('bars of the chart are looped by hand: drawn over, with Shift, by their section', async ({
  page,
}) => {
  const studio = await made(page, { Bars: '16' });
  const box = async (bar: number) => (await studio.bars.nth(bar - 1).boundingBox())!;
  const [from, to] = [await box(2), await box(4)];
  await page.mouse.move(from.x + 20, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 40, { steps: 6 });
  await page.mouse.up();
  await expect(looped(page)).toHaveCount(3);
  await expect(page.getByRole('status').first()).toContainText('Looping bars 2 to 4.');

  await studio.bars.nth(5).getByRole('button').first().click();
  await expect(looped(page)).toHaveCount(3);
  await studio.bars
    .nth(7)
    .getByRole('button')
    .first()
    .click({ modifiers: ['Shift'] });
  await expect(looped(page)).toHaveCount(3);
  await expect(looped(page).first()).toHaveAttribute('data-bar', '6');

  const section = page.getByRole('button', { name: /^Loop / }).first();
  await section.click();
  await expect(section).toHaveAttribute('aria-pressed', 'true');
  expect(await looped(page).count()).toBeGreaterThan(1);
  await section.click();
  await expect(looped(page)).toHaveCount(0);
});

test('the arrows with Shift draw over bars too', async ({ page }) => {
  const studio = await made(page, { Bars: '8' });
  await studio.chords.first().focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(looped(page)).toHaveCount(5);
  await page.keyboard.press('Shift+ArrowUp');
  await expect(looped(page)).toHaveCount(1);
});

test('bars are drawn over in the piano roll, and a click still goes there', async ({ page }) => {
  const studio = await made(page, { Bars: '8', Tempo: '120' });
  const roll = page.getByRole('img', { name: /^Piano roll/ });
  await roll.scrollIntoViewIfNeeded();
  const box = (await roll.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 60 + 300, box.y + 60, { steps: 5 });
  await page.mouse.up();
  const bars = await looped(page).count();
  expect(bars).toBeGreaterThan(1);
  await page.mouse.click(box.x + box.width - 40, box.y + 60);
  await expect(looped(page)).toHaveCount(bars);
  await expect(page.getByText(/^Bar [3-8] of 8/)).toBeAttached();
  expect(await studio.level()).toBe(-60);
});

test('a pickup is heard before the first bar', async ({ page }) => {
  const studio = new Studio(page);
  const tune = 'G4@-1:1 C5@0:2 E5@2:2 D5@4:4 C5@8:4 C5@12:4';
  const query = new URLSearchParams({
    genre: 'gospel',
    description: 'A song in C major at 60 bpm',
    seed: '7',
    melody: tune,
  });
  await studio.open(`/?${query.toString()}`);
  await expect(studio.chords.first()).toBeVisible();
  await studio.play.click();
  await expect(page.locator('.key[data-hand]')).toHaveCount(1);
  await expect(page.locator('.key[data-midi="67"]')).toHaveAttribute('data-hand', 'right');
  await expect.poll(() => page.locator('.key[data-hand]').count()).toBeGreaterThan(1);
  await studio.pause.click();
});
