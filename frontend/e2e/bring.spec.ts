import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

const SONG = `{title: River Road}
{key: Eb}
{time: 4/4}
[Eb]Down by the [Bb7]river, [Cm7]there we [Ab]stay`;

test('a chart from a file is arranged', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  const file = { name: 'river.cho', mimeType: 'text/plain', buffer: Buffer.from(SONG) };
  await page.getByLabel('Bring a file').setInputFiles(file);
  await expect(page.getByText('river.cho is read').first()).toBeVisible();
  await expect(studio.words).toHaveValue('River Road');
  await studio.generate.click();
  await expect(studio.chords.first()).toBeVisible();
  await expect(studio.chords.first()).toContainText('E flat');
});

test('a tune stays on top, and comes along in the link', async ({ page, browser }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  const midi = await studio.midi();
  await page.getByRole('link', { name: 'Gospel Keys' }).click();
  await page.getByLabel('Bring a file').setInputFiles(midi);
  await expect(page.getByText(/A tune of \d+ notes/)).toBeVisible();
  await studio.words.fill('A warm song');
  await studio.generate.click();
  await expect(studio.chords.first()).toBeVisible();
  await expect(page).toHaveURL(/melody=/);
  const chords = await studio.chords.allInnerTexts();

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  const theirs = new Studio(stranger);
  await expect(theirs.chords.first()).toBeVisible();
  expect(await theirs.chords.allInnerTexts()).toEqual(chords);
  await stranger.context().close();
});

test('what is not music is refused in words', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  const file = { name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG not music') };
  await page.getByLabel('Bring a file').setInputFiles(file);
  await expect(page.getByRole('alert')).toContainText('cannot be');
});
