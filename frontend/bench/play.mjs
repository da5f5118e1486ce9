// A piece of 128 bars in the page: what drawing costs, when notes are heard, how soon after a click.
// node bench/play.mjs ADDRESS [SECONDS]
import { readFileSync } from 'node:fs';
import {
  BasicInstrument,
  BasicPreset,
  BasicSoundBank,
  EmptySample,
  GeneratorTypes,
} from 'spessasynth_core';
import { launch, percentile, tell } from './browser.mjs';

const [address, seconds = '12'] = process.argv.slice(2);
const TAP = readFileSync(new URL('tap.mjs', import.meta.url), 'utf8');
const PIECE = { description: 'Uplifting song in C major at 100 bpm', num_bars: 128, seed: 7 };
const VIEWS = ['Piano roll', 'Falling notes', 'Sheet music'];
/** Two onsets closer than this cannot be told apart by ear or by the tap. */
const APART = 0.02;

/** A SoundFont whose every key is one click of two milliseconds: its onset is beyond doubt. */
function clickFont() {
  const font = new BasicSoundBank();
  const sample = new EmptySample();
  sample.name = 'Click';
  sample.originalKey = 60;
  sample.setAudioData(
    Float32Array.from({ length: 256 }, (_, i) => Math.exp(-i / 20)),
    44_100,
  );
  font.addSamples(sample);
  const instrument = new BasicInstrument();
  instrument.name = 'Click';
  instrument.createZone(sample).setGenerator(GeneratorTypes.scaleTuning, 0);
  font.addInstruments(instrument);
  const preset = new BasicPreset(font);
  preset.name = 'Click';
  preset.createZone(instrument);
  font.addPresets(preset);
  font.flush();
  return Buffer.from(font.writeSF2());
}

/** A page with the piece open; `font` takes the piano's place where one is given. */
async function open(browser, { font } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.setBypassCSP(true);
  await page.setBypassServiceWorker(true);
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(TAP);
  if (font) {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/soundfonts/')) {
        void request.respond({ body: font, contentType: 'application/octet-stream' });
      } else void request.continue();
    });
  }
  const [genre] = await (await fetch(new URL('/genres', address))).json();
  const asked = new URLSearchParams({ genre: genre.id, ...PIECE });
  const score = page.waitForResponse((answer) => /\/score\/[^/]+$/.test(answer.url()));
  await page.goto(`${address}?${asked}`);
  const answer = await (await score).json();
  await page.waitForSelector('button[aria-label="Play"]');
  return { page, context, score: answer };
}

const press = (page, name) => page.locator(`button[aria-label="${name}"]`).click();
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Milliseconds of the main thread for each frame, in each view, while the piece plays. */
async function drawing(browser) {
  const { page, context } = await open(browser);
  const found = {};
  for (const view of VIEWS) {
    await page.locator(`::-p-xpath(//label[normalize-space()="${view}"])`).click();
    await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
    await page.waitForSelector(view === VIEWS[2] ? '.sheet svg' : 'canvas');
    await press(page, 'Play');
    await page.waitForSelector('.key[data-hand]');
    await page.evaluate(() => (globalThis.bench.frames.length = 0));
    await wait(Number(seconds) * 1000);
    found[view] = await page.evaluate(() => globalThis.bench.frames);
    await press(page, 'Pause');
  }
  await context.close();
  return found;
}

/** Milliseconds between when each note was due and when it was heard, both on the audio clock. */
async function accuracy(browser) {
  const { page, context, score } = await open(browser, { font: clickFont() });
  await page.keyboard.press('m');
  await press(page, 'Play');
  await page.waitForSelector('.key[data-hand]');
  await wait(Number(seconds) * 1000);
  const { onsets, beats } = await page.evaluate(() => globalThis.bench);
  await context.close();
  const start = Math.min(...beats);
  const due = dueTimes(score).map((at) => start + at);
  const heard = onsets.map(({ at }) => at);
  const last = heard.at(-1) ?? 0;
  return due
    .filter((at, i) => at < last - 0.1 && at - (due[i - 1] ?? -1) > APART)
    .map((at) => Math.min(...heard.map((each) => Math.abs(each - at))) * 1000);
}

/** When notes are due, seconds after the first beat, in order. */
function dueTimes(score) {
  const { notes } = score.performance;
  return notes.map(({ onset: at }) => at).sort((a, b) => a - b);
}

/** Milliseconds from a click on Play to the first sound: the first time, and once more. */
async function firstSounds(browser) {
  const { page, context } = await open(browser);
  await wait(3000);
  const times = [];
  for (let turn = 0; turn < 3; turn++) {
    // From the top, where a note is due at once.
    await page.focus('input[type=range][aria-label="Position"]');
    await page.keyboard.press('Home');
    await page.evaluate(() => (globalThis.bench.onsets.length = 0));
    await press(page, 'Play');
    await page.waitForFunction(() => globalThis.bench.onsets.length > 0);
    const ms = await page.evaluate(
      () => globalThis.bench.onsets[0].told - globalThis.bench.clicked,
    );
    times.push(ms);
    await press(page, 'Pause');
    await wait(1500);
  }
  await context.close();
  return times;
}

const browser = await launch('--mute-audio');
try {
  const frames = await drawing(browser);
  const errors = await accuracy(browser);
  const [cold, ...warm] = await firstSounds(browser);
  const draw = Object.entries(frames).map(([view, times]) => ({
    name: `draw, ${view.toLowerCase()}: p95 of ${times.length} frames`,
    value: percentile(times, 0.95),
    unit: 'ms',
    target: '<= 8',
  }));
  tell(`${await browser.version()}, 1440 x 900, 128 bars, ${seconds} s each`, [
    ...draw,
    {
      name: `onset due and heard: p95 of ${errors.length} notes`,
      value: percentile(errors, 0.95),
      unit: 'ms',
      target: '<= 5',
    },
    { name: 'click to first sound, first time', value: cold, unit: 'ms', target: '' },
    { name: 'click to first sound, after that', value: Math.max(...warm), unit: 'ms', target: '' },
  ]);
} finally {
  await browser.close();
}
