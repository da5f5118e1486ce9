import { expect, type Page, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

const palette = (page: Page) => page.getByRole('dialog', { name: 'All actions' });
const selected = (page: Page) => palette(page).getByRole('option', { selected: true });
const field = (page: Page) => page.getByRole('combobox', { name: 'What would you like to do?' });

test('the list of actions: by keys alone, a few letters, what is possible now', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await expect(page.getByRole('group', { name: 'Style' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await expect(palette(page).getByRole('option', { name: /Metronome/ })).toHaveCount(0);
  const few = await palette(page).getByRole('option').count();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);

  await studio.make(SENTENCE, { Bars: '8' });
  await studio.title.click();
  await page.keyboard.press('Control+k');
  expect(await palette(page).getByRole('option').count()).toBeGreaterThan(few + 20);
  await expect(palette(page).getByRole('option', { name: /Play or pause/ })).toContainText('Space');
  await page.keyboard.type('loop fo');
  await expect(selected(page)).toContainText('Loop these four bars');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect(page.locator('.chart-bar[data-looped]')).toHaveCount(4);

  await page.getByRole('button', { name: 'All actions' }).click();
  await page.keyboard.type('nashville alone');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Chords as')).toHaveValue('nashville-alone');

  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowUp');
  await expect(palette(page).getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(palette(page).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('qqqq');
  await expect(page.getByText('Nothing like that can be done now.')).toBeVisible();
  await field(page).fill('pdf chords');
  const download = page.waitForEvent('download');
  await selected(page).click();
  expect((await download).suggestedFilename()).toMatch(/chart\.pdf$/);
});

test.describe('for the first time', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a tour of three steps stands aside, is closed for good, and can be asked for', async ({
    page,
  }) => {
    const studio = new Studio(page);
    await studio.open();
    const tour = page.getByRole('dialog', { name: 'Say what you want to play' });
    await expect(tour).toBeVisible();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await expect(page.locator('.prompt')).toHaveAttribute('data-tour');
    await studio.words.fill('Nothing is locked');
    await tour.getByRole('button', { name: 'Next' }).click();
    const second = page.getByRole('dialog', { name: 'Read the chords' });
    await expect(second).toBeFocused();
    await second.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.locator('.tour')).toHaveCount(0);
    await expect(page.locator('[data-tour]')).toHaveCount(0);

    await page.reload();
    await studio.words.click();
    await expect(page.locator('.tour')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('tour');
    await page.keyboard.press('Enter');
    await expect(tour).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator('.tour')).toHaveCount(0);
    await expect(studio.words).toBeFocused();
  });
});
