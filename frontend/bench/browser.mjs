// The Chromium that the figures are taken in, and what they were taken on.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts a Chromium without a window; sound may start without a click only where it is asked to. */
export function launch(...args) {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('No Chromium here: name one in CHROMIUM_PATH.');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return puppeteer.launch({ executablePath, headless: true, args: [...root, ...args] });
}

/** The value below which a share of the values lie. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Prints the figures for the table: a list of { name, value, unit, target }, as JSON. */
export function tell(machine, figures) {
  console.log(JSON.stringify({ machine, figures }));
}
