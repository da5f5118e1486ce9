import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

async function opened(page: Page, bars = '8'): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: bars });
  await page.locator('.rework summary').click();
  return studio;
}

const symbols = (studio: Studio) => studio.chords.locator('.chord-roman').allInnerTexts();

test('other hands, another key and another style, each can be taken back', async ({ page }) => {
  const studio = await opened(page);
  const before = readFileSync(await studio.midi());
  const chords = await symbols(studio);

  await page.getByRole('button', { name: 'Other hands' }).click();
  await expect(page.getByText('1 change').first()).toBeVisible();
  expect(await symbols(studio)).toEqual(chords);
  expect(readFileSync(await studio.midi()).equals(before)).toBe(false);

  await page.getByLabel('Key', { exact: true }).last().selectOption('D major');
  await expect(studio.title).toContainText('D major');
  await expect(page).toHaveURL(/edits=/);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(studio.title).toContainText('C major');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page).not.toHaveURL(/edits=/);
  expect(readFileSync(await studio.midi()).equals(before)).toBe(true);
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(studio.title).toContainText('D major');
  await page.goBack();
  await expect(studio.title).toContainText('C major');
});

test('bars are drawn anew around a locked chord, and a stranger gets the same', async ({
  page,
  browser,
}) => {
  const studio = await opened(page);
  const before = await symbols(studio);
  await studio.chords.first().click();
  await page.getByLabel('Lock').check();
  await expect(page.getByText('1 chord locked')).toBeVisible();
  await page.getByLabel('Last bar').selectOption('4');
  await page.getByRole('button', { name: 'Draw anew' }).click();
  await expect(page.getByText('1 change').first()).toBeVisible();
  expect((await symbols(studio))[0]).toBe(before[0]);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  const theirs = new Studio(stranger);
  await expect(theirs.chords.first()).toBeVisible();
  expect(await symbols(theirs)).toEqual(await symbols(studio));
  await stranger.context().close();
});

test('a chord is changed by its alternatives or by hand, read while it is typed', async ({
  page,
}) => {
  const studio = await opened(page);
  await studio.chords.nth(1).click();
  await page.getByText('Change this chord').click();
  const offered = page.getByRole('list', { name: 'What else could stand here' });
  await expect(offered.getByRole('button').first()).toBeVisible();
  const input = page.getByLabel('Chord', { exact: true });
  await input.fill('H7');
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await input.fill('Ab13');
  await expect(input).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(studio.chords.nth(1)).toContainText('13');
  await expect(page.getByText('1 change').first()).toBeVisible();
});

test('chords of your own are arranged', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.details.click();
  await page.getByLabel('Your chords').fill('Dm9 | G13 | Cmaj9 | A7#9');
  await studio.words.fill('A slow song');
  await studio.generate.click();
  await expect(studio.bars).toHaveCount(4);
  await expect(studio.chords.nth(1)).toContainText('13');
  await page.getByLabel('Your chords').fill('Dm9 | G13 | Hmaj9');
  await studio.generate.click();
  await expect(page.getByRole('alert')).toContainText('Hmaj9');
});
