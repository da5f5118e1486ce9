import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

interface Opened {
  name: string;
  text: string;
  /** The drawing operators of each page. */
  pages: string[];
}

async function download(page: Page, button: string): Promise<Opened> {
  await page.getByRole('button', { name: 'More files' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await coming;
  const kept = process.env.KEEP_PDF;
  if (kept) await file.saveAs(`${kept}/${file.suggestedFilename()}`);
  const bytes = readFileSync(await file.path());
  const text = bytes.toString('latin1');
  const pages = [...text.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)].map((match) => {
    const from = match.index + match[0].length;
    return inflateSync(bytes.subarray(from, from + Number(match[1]))).toString('latin1');
  });
  await page.keyboard.press('Escape');
  return { name: file.suggestedFilename(), text, pages };
}

const shown = (ops: string) =>
  [...ops.matchAll(/<([0-9a-f]+)> Tj/g)].map(([, hex]) =>
    Buffer.from(hex!, 'hex').toString('latin1'),
  );

test('chart and score are downloaded as vector files: text, curves and no picture', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '24' });
  await page.getByLabel('Chords as').selectOption({ label: 'symbols, Nashville numbers' });

  const chart = await download(page, 'PDF of the chords');
  expect(chart.name).toMatch(/^Gospel-in-C-major-\d+-chart\.pdf$/);
  const [first = ''] = chart.pages;
  expect(shown(first)).toEqual(expect.arrayContaining(['Gospel in C major', 'C', '24', '1']));
  expect(shown(first).some((text) => /bpm/.test(text))).toBe(true);

  await page.getByRole('button', { name: 'More files' }).click();
  await page.getByLabel('Letter', { exact: true }).check();
  await page.keyboard.press('Escape');
  const score = await download(page, 'PDF of the sheet music');
  expect(score.text).toContain('/MediaBox [0 0 612 792]');
  expect(score.pages.length).toBeGreaterThan(1);
  score.pages.forEach((ops, i) => {
    expect(shown(ops)).toContain(`${i + 1} / ${score.pages.length}`);
    expect(ops.match(/ c /g)?.length ?? 0).toBeGreaterThan(200);
  });
  // Fingering is text too.
  expect(score.pages.flatMap(shown).filter((text) => /^[1-5]$/.test(text)).length).toBeGreaterThan(
    20,
  );

  for (const { text, pages } of [chart, score]) {
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).not.toContain('/Image');
    for (const ops of pages) expect(ops).toMatch(/ l[ \n].*S/);
  }
});
