import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const SENTENCE = 'Uplifting gospel song in C major';

export interface MidiReport {
  format: number;
  tracks: { name: string; notes: number; last_onset: number; end: number }[];
  meter: string;
  key: string | null;
  quarter_bpm: number[];
}

/** The studio as a user finds it: by labels, never by structure. */
export class Studio {
  readonly words: Locator;
  readonly generate: Locator;
  readonly play: Locator;
  readonly pause: Locator;
  readonly bars: Locator;
  readonly chords: Locator;
  readonly meter: Locator;
  readonly title: Locator;
  readonly details: Locator;

  constructor(readonly page: Page) {
    this.words = page.getByLabel('Describe the piece');
    this.generate = page.getByRole('button', { name: 'Generate' });
    this.play = page.getByRole('button', { name: 'Play', exact: true });
    this.pause = page.getByRole('button', { name: 'Pause', exact: true });
    this.bars = page.getByRole('region', { name: 'Chords' }).getByRole('listitem');
    this.chords = this.bars.getByRole('button');
    this.meter = page.getByRole('meter', { name: 'Output level' });
    this.details = page.locator('summary', { hasText: /^Details/ });
    this.title = page.getByRole('heading', { level: 2 });
  }

  async open(address = '/'): Promise<void> {
    await this.page.goto(address);
  }

  /** Types the words and fields, and waits for the chords. */
  async make(words: string, fields: Record<string, string> = {}): Promise<void> {
    await this.words.fill(words);
    if (Object.keys(fields).length > 0) {
      await this.details.click();
      for (const [name, value] of Object.entries(fields)) {
        await this.page.getByLabel(name, { exact: true }).fill(value);
      }
    }
    await this.generate.click();
    await expect(this.chords.first()).toBeVisible();
  }

  /** Decibels below full scale, as the page measures what it sends to the speakers. */
  async level(): Promise<number> {
    return Number(await this.meter.getAttribute('aria-valuenow'));
  }

  async loudest(milliseconds: number): Promise<number> {
    let loudest = -Infinity;
    for (const end = Date.now() + milliseconds; Date.now() < end;) {
      loudest = Math.max(loudest, await this.level());
      await this.page.waitForTimeout(50);
    }
    return loudest;
  }

  /** The MIDI file as the button gives it. */
  async midi(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Download MIDI' }).click();
    return (await download).path();
  }
}

/** What an independent library reads in a MIDI file. */
export function readMidi(path: string): MidiReport {
  const own = join(ROOT, '.venv', 'bin', 'python');
  const python = process.env.PYTHON ?? (existsSync(own) ? own : 'python3');
  const script = join(ROOT, 'frontend', 'e2e', 'check_midi.py');
  return JSON.parse(execFileSync(python, [script, path], { encoding: 'utf8' })) as MidiReport;
}
