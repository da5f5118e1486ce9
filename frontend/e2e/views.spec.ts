import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

test('the score is engraved, and its cursor follows the sound', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8', Tempo: '120' });
  await page.getByText('Sheet music', { exact: true }).click();
  const sheet = page.getByRole('img', { name: /^Sheet music/ });
  await expect(sheet).toHaveAttribute('aria-busy', 'false');
  await expect(sheet.locator('svg .vf-stavenote').first()).toBeVisible();
  const cursor = page.locator('.sheet-cursor');
  const start = await cursor.boundingBox();
  await studio.play.click();
  await expect.poll(async () => (await cursor.boundingBox())?.x).not.toBe(start?.x);
  await studio.pause.click();
});

test('falling notes are drawn, and the choice is kept', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  await page.getByText('Falling notes', { exact: true }).click();
  const canvas = page.getByRole('img', { name: /^Falling notes/ });
  await expect(canvas).toBeVisible();
  const drawn = await canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  expect(drawn).toBeGreaterThan(4);
  await page.reload();
  await expect(canvas).toBeVisible();
});

test('every file can be taken along', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  const menu = page.getByRole('button', { name: 'More files' });
  const starts = { MusicXML: '<?xml', ChordPro: '{title', iReal: '<!doctype html' };
  for (const [name, start] of Object.entries(starts)) {
    await menu.click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text.toLowerCase().startsWith(start)).toBe(true);
    await page.keyboard.press('Escape');
  }
});
