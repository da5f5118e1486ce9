import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readMidi, SENTENCE, Studio } from './studio';

interface Genre {
  label: string;
  default_bars: number;
  example_prompts: string[];
}

/** Quieter than this is silence: the meter's zero is -60. */
const AUDIBLE_DB = -50;

test('words and 16 bars become chords, sound, lit keys and a MIDI file', async ({ page }, info) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '16' });

  await expect(studio.bars).toHaveCount(16);
  await expect(studio.title).toContainText('C major');
  for (const bar of await studio.bars.all()) {
    await expect(bar.locator('[data-chord], .chord-held').first()).toBeAttached();
  }
  await expect(page).toHaveURL(/seed=\d+/);

  await page.waitForLoadState('networkidle');
  expect(await studio.level()).toBe(-60);
  const clicked = Date.now();
  await studio.play.click();
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  info.annotations.push({ type: 'first sound', description: `${Date.now() - clicked} ms` });
  await expect(page.locator('.key[data-hand=left]').first()).toBeAttached();
  await expect(page.locator('.key[data-hand=right]').first()).toBeAttached();
  const first = await page.locator('.chord[data-sounds]').getAttribute('data-chord');
  await expect(page.locator('.chord[data-sounds]')).not.toHaveAttribute('data-chord', first ?? '');
  await studio.pause.click();
  await expect.poll(() => studio.level(), { timeout: 8000 }).toBe(-60);

  const midi = readMidi(await studio.midi());
  expect(midi.format).toBe(1);
  expect(midi.key).toBe('C');
  expect(midi.meter).toBe('4/4');
  expect(midi.quarter_bpm.length).toBeGreaterThan(0);
  expect(midi.tracks.every((track) => track.name.trim() !== '')).toBe(true);
  const hands = midi.tracks.filter((track) => track.notes > 0);
  expect(hands.map((track) => track.name.toLowerCase()).sort()).toEqual([
    expect.stringContaining('left'),
    expect.stringContaining('right'),
  ]);
  expect(Math.floor(Math.max(...hands.map((track) => track.last_onset)) + 0.02) + 1).toBe(16);
  expect(Math.round(Math.max(...midi.tracks.map((track) => track.end)))).toBe(16);
});

test('empty bars mean what the genre is used to', async ({ page, request }) => {
  const [genre] = (await (await request.get('/genres')).json()) as [Genre];
  const studio = new Studio(page);
  await studio.open();
  await page.getByText('Details', { exact: true }).click();
  await expect(page.getByLabel('Bars', { exact: true })).toHaveAttribute(
    'placeholder',
    String(genre.default_bars),
  );
  await studio.make(SENTENCE);
  expect(genre.default_bars).toBe(8);
  await expect(studio.bars).toHaveCount(8);
  await expect(page).not.toHaveURL(/num_bars/);
});

test('a link brings the same piece to a stranger', async ({ page, browser }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make('Slow 12/8 ballad in Ab', { Bars: '8', Tempo: '64' });
  await expect(page).toHaveURL(/version=/);
  const mine = readFileSync(await studio.midi());

  const stranger = await (await browser.newContext()).newPage();
  const theirs = new Studio(stranger);
  await theirs.open(page.url());
  await expect(theirs.bars).toHaveCount(8);
  expect(readFileSync(await theirs.midi()).equals(mine)).toBe(true);
  await expect(theirs.words).toHaveValue('Slow 12/8 ballad in Ab');
  await stranger.context().close();
});

test('the hand is part of the link', async ({ page, browser }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.details.click();
  await page.getByLabel('Hand', { exact: true }).selectOption('Small');
  await studio.make(SENTENCE);
  await expect(page).toHaveURL(/hand_size=small/);
  const mine = readFileSync(await studio.midi());

  const stranger = await (await browser.newContext()).newPage();
  const theirs = new Studio(stranger);
  const asked = stranger.waitForRequest('**/generate/stream');
  await theirs.open(page.url());
  expect((await asked).postDataJSON()).toMatchObject({ hand_size: 'small' });
  expect(readFileSync(await theirs.midi()).equals(mine)).toBe(true);
  await theirs.details.click();
  await expect(stranger.getByLabel('Hand', { exact: true })).toHaveValue('small');
  await stranger.context().close();
});

test('an example is one click, another take is another piece, and back is the first again', async ({
  page,
  request,
}) => {
  const [genre] = (await (await request.get('/genres')).json()) as [Genre];
  const example = genre.example_prompts[0] ?? '';
  const studio = new Studio(page);
  await studio.open();
  await page.getByRole('button', { name: example }).click();
  await expect(studio.chords.first()).toBeVisible();
  await expect(studio.words).toHaveValue(example);
  await expect(page).toHaveURL(/version=/);
  const first = page.url();
  await page.getByRole('button', { name: 'Another take' }).click();
  await expect(page).not.toHaveURL(first);
  await expect(page).toHaveURL(/version=/);
  await page.goBack();
  await expect(page).toHaveURL(first);
});

test('a chord says why it is there, and the music goes to it', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE);
  const chord = studio.bars.nth(4).getByRole('button').first();
  await chord.click();
  await expect(chord).toHaveAttribute('aria-pressed', 'true');
  await expect(chord).toHaveAttribute('aria-current', 'true');
  const why = page.getByRole('region', { name: 'Why this chord' });
  await expect(why.locator('p.max-w-prose')).not.toBeEmpty();
  await expect(why).toContainText('Notes:');
  const position = page.getByRole('slider', { name: 'Position' });
  await expect(position).toHaveAttribute('aria-valuetext', /^Bar 5 of 8, beat 1$/);
  await expect(page.locator('.key[data-marked]').first()).toBeAttached();
});

test('the WAV comes from the server, rendered', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More files' }).click();
  await page.getByRole('button', { name: /^WAV/ }).click();
  const wav = readFileSync(await (await download).path());
  expect(wav.subarray(0, 4).toString()).toBe('RIFF');
  expect(wav.subarray(8, 12).toString()).toBe('WAVE');
  expect(wav.length).toBeGreaterThan(44_100 * 4 * 4);
});
