import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { readMidi, SENTENCE } from './studio';

const AUDIBLE_DB = -50;
const SILENT_DB = -60;
const BARS = 8;

/** Firefox where there is one: Debian's own comes with `firefox-esr`. */
function firefox(): string | undefined {
  const places = [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ];
  return places.find((place) => place && existsSync(place));
}

/** A Firefox spoken to over WebDriver BiDi, with a home and a download folder of its own. */
function launched(executablePath: string, home: string): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    timeout: 90_000,
    protocolTimeout: 90_000,
    // As root Firefox refuses a home that is somebody else's.
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: {
      // Without a sound card Firefox never starts an AudioContext; this one only keeps time.
      'media.cubeb.force_mock_context': true,
      'browser.download.folderList': 2,
      'browser.download.dir': home,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.helperApps.neverAsk.saveToDisk': 'audio/midi,audio/x-midi',
    },
  });
}

/** A control by the name that is written on it or said of it. */
const named = (tag: string, name: string) =>
  `::-p-xpath(//${tag}[normalize-space()="${name}" or @aria-label="${name}"])`;

const level = (page: Page) =>
  page.$eval('[role="meter"]', (meter) => Number(meter.getAttribute('aria-valuenow')));

/** How many colours a canvas shows. */
const colours = (page: Page) =>
  page.$eval('canvas', (element) => {
    const { width, height } = element;
    const data = element.getContext('2d')?.getImageData(0, 0, width, height).data;
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
  });

test('Firefox makes a piece, sounds it, shows it and hands it over', async ({ baseURL }) => {
  const executable = firefox();
  const missing = 'no Firefox here: apt install firefox-esr, or name one in FIREFOX_PATH';
  test.skip(!executable && !process.env.CI, missing);
  if (!executable) throw new Error(missing);
  test.setTimeout(240_000);

  const home = mkdtempSync(join(tmpdir(), 'gospel-keys-firefox-'));
  const browser = await launched(executable, home);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.setViewport({ width: 1280, height: 900 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));

    await page.goto(baseURL ?? '');
    await page.locator('textarea').fill(`${SENTENCE}, ${BARS} bars`);
    await page.locator(named('button', 'Generate')).click();
    await page.waitForSelector('.chart-bar');
    expect(await page.$$('.chart-bar')).toHaveLength(BARS);
    await page.waitForSelector('canvas');
    await expect.poll(() => colours(page), { timeout: 30_000 }).toBeGreaterThan(4);

    await page.locator(named('button', 'Play')).click();
    await expect
      .poll(() => level(page), { intervals: [100], timeout: 60_000 })
      .toBeGreaterThan(AUDIBLE_DB);
    await page.waitForSelector('.key[data-hand]');
    const early = await page.$eval('canvas', (canvas) => canvas.toDataURL());
    await expect
      .poll(() => page.$eval('canvas', (canvas) => canvas.toDataURL()), { timeout: 30_000 })
      .not.toBe(early);
    await page.locator(named('button', 'Pause')).click();
    await expect.poll(() => level(page), { timeout: 30_000 }).toBe(SILENT_DB);

    await page.locator(named('a', 'Download MIDI')).click();
    const files = () => readdirSync(home).filter((name) => name.endsWith('.mid'));
    await expect.poll(files, { timeout: 30_000 }).toHaveLength(1);
    const midi = readMidi(join(home, files()[0]!));
    expect(midi.meter).toBe('4/4');
    expect(midi.key).toBe('C');
    expect(midi.tracks.reduce((sum, track) => sum + track.notes, 0)).toBeGreaterThan(BARS * 4);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
});
