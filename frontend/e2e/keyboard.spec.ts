import { expect, type Page, test } from '@playwright/test';
import { emulateKeyboards, plug, send, unplug } from './midi-keyboard';
import { SENTENCE, Studio } from './studio';

const AUDIBLE_DB = -50;
const QUIET = -60;
const NOTE_ON = 0x90;
const CONTROL = 0xb0;
const PEDAL = 64;

const lit = (page: Page) => page.locator('.key[data-live]');

async function atThePiano(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  await page.getByRole('button', { name: 'How to play it' }).click();
  return studio;
}

test('a MIDI keyboard sounds as it is played: force, pedal, plugged and unplugged', async ({
  page,
}) => {
  await emulateKeyboards(page);
  const studio = await atThePiano(page);
  expect(await page.evaluate(() => window.midi.asked.length)).toBe(0);
  await page.getByRole('button', { name: 'Connect a MIDI keyboard' }).click();
  expect(await page.evaluate(() => window.midi.asked)).toEqual([{ sysex: false }]);
  await expect(page.getByText('No keyboard is plugged in.').first()).toBeVisible();
  await plug(page, 'one', 'Stage Piano');
  const devices = page.getByRole('list', { name: 'MIDI keyboards' });
  await expect(devices.getByText('Stage Piano')).toBeVisible();
  await expect(page.locator('p[role=status]')).toContainText('Stage Piano is connected.');

  await send(page, 'one', NOTE_ON, 60, 110);
  await expect(lit(page)).toHaveAttribute('data-midi', '60');
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  const loud = await studio.loudest(500);
  await send(page, 'one', NOTE_ON, 60, 0);
  await expect(lit(page)).toHaveCount(0);
  await expect.poll(() => studio.level()).toBe(QUIET);
  await send(page, 'one', NOTE_ON, 60, 25);
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(QUIET);
  expect(await studio.loudest(700)).toBeLessThan(loud - 6);
  await send(page, 'one', 0x80, 60, 64);
  await expect.poll(() => studio.level()).toBe(QUIET);

  await send(page, 'one', CONTROL, PEDAL, 127);
  await send(page, 'one', NOTE_ON, 48, 110);
  await send(page, 'one', 0x80, 48, 64);
  await expect(lit(page)).toHaveCount(0);
  await page.waitForTimeout(1500);
  expect(await studio.level()).toBeGreaterThan(AUDIBLE_DB);
  await send(page, 'one', CONTROL, PEDAL, 0);
  await expect.poll(() => studio.level()).toBe(QUIET);

  await send(page, 'one', CONTROL, PEDAL, 127);
  await send(page, 'one', NOTE_ON, 64, 110);
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await unplug(page, 'one');
  await expect(lit(page)).toHaveCount(0);
  await expect(devices).toContainText('Stage Piano, unplugged');
  await expect.poll(() => studio.level()).toBe(QUIET);
});

test('without Web MIDI the page says so; mouse and computer keys play all the same', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'requestMIDIAccess');
  });
  const studio = await atThePiano(page);
  await page.getByRole('button', { name: 'Connect a MIDI keyboard' }).click();
  await expect(page.getByText('This browser has no Web MIDI.').first()).toBeVisible();

  const key = (await page.locator('.key[data-midi="67"]').boundingBox())!;
  await page.mouse.move(key.x + key.width / 2, key.y + key.height - 6);
  await page.mouse.down();
  await expect(lit(page)).toHaveAttribute('data-midi', '67');
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await page.mouse.move(key.x + key.width * 1.5, key.y + key.height - 6);
  await expect(lit(page)).toHaveAttribute('data-midi', '69');
  await page.mouse.up();
  await expect(lit(page)).toHaveCount(0);
  await expect.poll(() => studio.level()).toBe(QUIET);

  await page.getByRole('button', { name: 'Computer keys' }).click();
  await page.keyboard.down('a');
  await page.keyboard.down('g');
  await expect(lit(page)).toHaveCount(2);
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await page.keyboard.up('a');
  await page.keyboard.up('g');
  await expect(lit(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(page.locator('.chart-bar[data-looped]').first()).toBeVisible();
});

test('who refuses the question can be asked again', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.defineProperty(Navigator.prototype, 'requestMIDIAccess', { value: refuse });
  });
  await atThePiano(page);
  const connect = page.getByRole('button', { name: 'Connect a MIDI keyboard' });
  await connect.click();
  await expect(page.getByText('did not let us at the keyboards').first()).toBeVisible();
  await expect(connect).toBeEnabled();
});

test('each chord is said while it plays, once that is asked for', async ({ page }) => {
  const studio = await atThePiano(page);
  await page.getByRole('button', { name: 'Say the chords' }).click();
  await page.getByLabel('Tempo', { exact: true }).last().fill('50');
  const second = await studio.chords.nth(1).locator('.sr-only').textContent();
  const name = /^Bar \d+: (.*), /.exec(second ?? '')![1]!;
  await studio.play.click();
  await expect(page.locator('p[role=status]')).toHaveText(name, { timeout: 20_000 });
  await studio.pause.click();
});
