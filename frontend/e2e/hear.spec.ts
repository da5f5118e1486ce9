import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { Plan, Proof } from './offline';
import { SENTENCE, Studio } from './studio';

const AUDIBLE_DB = -50;
/** Between asking to play and the first note, seconds. */
const LEAD_IN = 0.04;

let script = '';

test.beforeAll(async () => {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': here('../src') } },
    build: {
      write: false,
      minify: false,
      lib: { entry: here('./offline.ts'), formats: ['iife'], name: 'offline' },
    },
  })) as Rolldown.RolldownOutput[];
  script = made[0]!.output[0].code;
});

async function prove(page: Page, plan: Plan): Promise<Proof> {
  await page.goto('/');
  await page.evaluate(script);
  return page.evaluate(
    (asked) => (globalThis as unknown as { prove: (plan: Plan) => Promise<Proof> }).prove(asked),
    plan,
  );
}

/** The greatest distance between where sound is and where it should be, in samples. */
function worst({ found, rate }: Proof, wanted: number[]): number {
  return Math.max(...wanted.map((seconds, i) => Math.abs((found[i] ?? NaN) - seconds * rate)));
}

test('three minutes of metronome stay on the sample', async ({ page }) => {
  const proof = await prove(page, {
    seconds: 181,
    bars: 90,
    secondsPerQuarter: 0.5,
    settings: { metronome: true },
  });
  expect(proof.found).toHaveLength(360);
  const wanted = proof.found.map((_, i) => LEAD_IN + i * 0.5);
  expect(worst(proof, wanted)).toBeLessThanOrEqual(1);
});

test('a loop comes round without a gap, and climbs', async ({ page }) => {
  const proof = await prove(page, {
    seconds: 20,
    bars: 8,
    secondsPerQuarter: 0.5,
    settings: { loop: { from: 2, to: 4 }, rate: 0.8, ramp: { step: 0.1, to: 1 } },
  });
  const wanted: number[] = [];
  let at = LEAD_IN;
  for (let turn = 0; at < 19; turn++) {
    const rate = Math.min(1, 0.8 + turn * 0.1);
    for (let note = 0; note < 8; note++, at += 0.5 / rate) wanted.push(at);
  }
  expect(proof.found.length).toBeGreaterThan(30);
  expect(worst(proof, wanted.slice(0, proof.found.length))).toBeLessThanOrEqual(1);
});

test('a change of tempo moves what comes and nothing that was', async ({ page }) => {
  const proof = await prove(page, {
    seconds: 12,
    bars: 16,
    secondsPerQuarter: 0.5,
    settings: {},
    tempos: [[3, 2]],
  });
  const gaps = proof.found.slice(1).map((at, i) => (at - proof.found[i]!) / proof.rate);
  const turned = gaps.findIndex((gap) => gap < 0.499);
  expect(turned).toBeGreaterThan(4);
  gaps.slice(0, turned).forEach((gap) => expect(gap).toBeCloseTo(0.5, 4));
  expect(gaps[turned]).toBeGreaterThanOrEqual(0.25 - 1e-4);
  gaps.slice(turned + 1).forEach((gap) => expect(gap).toBeCloseTo(0.25, 4));
});

test('tempo, loop, hands and metronome are at hand and heard', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8', Tempo: '120' });
  await page.getByRole('button', { name: 'How to play it' }).click();
  const controls = page.getByRole('region', { name: 'How to play it' });

  await controls.getByLabel('Tempo').fill('50');
  await expect(controls.getByText('50 %, 60 bpm')).toBeVisible();
  await controls.getByRole('button', { name: 'Loop' }).click();
  await controls.getByLabel('From bar').fill('3');
  await controls.getByLabel('From bar').press('Enter');
  await expect(page.locator('.chart-bar[data-looped]')).toHaveCount(2);

  await studio.play.click();
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await expect(page.getByText(/^Bar [34] of 8/)).toBeAttached();
  await controls.getByRole('button', { name: 'Left' }).click();
  await controls.getByRole('button', { name: 'Right' }).click();
  await expect.poll(() => studio.level(), { timeout: 12_000 }).toBe(-60);
  await page.keyboard.press('m');
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await studio.pause.click();
});

test('bars are counted in before the first note', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4', Tempo: '120' });
  await page.getByRole('button', { name: 'How to play it' }).click();
  await page.getByLabel('Count-in').selectOption({ label: '1 bar' });
  await studio.play.click();
  await expect(page.getByText('Counting in: 2 to go')).toBeAttached();
  expect(await page.locator('.key[data-hand]').count()).toBe(0);
  await expect(page.locator('.key[data-hand]').first()).toBeAttached();
  await studio.pause.click();
});

test('the question mark lists the keys, and they work', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8' });
  await studio.title.click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByText('Metronome')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('l');
  await expect(page.locator('.chart-bar[data-looped]')).toHaveCount(4);
  await page.keyboard.press('l');
  await expect(page.locator('.chart-bar[data-looped]')).toHaveCount(0);
});
