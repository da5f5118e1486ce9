import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

test('a contradiction is explained, and mending it works', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill('A song in C major and in A minor');
  await studio.generate.click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('That cannot be played as asked');
  await expect(alert).toContainText('Key');
  await studio.words.fill('A song in A minor');
  await studio.generate.click();
  await expect(studio.title).toContainText('A minor');
  await expect(alert).toHaveCount(0);
});

test('a field out of range is told before anything is sent', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill(SENTENCE);
  await page.getByText('Details', { exact: true }).click();
  await page.getByLabel('Bars', { exact: true }).fill('500');
  await studio.generate.click();
  await expect(page.getByLabel('Bars', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('A whole number from 1 to 128.').first()).toBeVisible();
  await expect(page).not.toHaveURL(/seed/);
});

test('no words, no piece', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.generate.click();
  await expect(studio.words).toHaveAttribute('aria-invalid', 'true');
});

test('an absent server is said so, and trying again works', async ({ page }) => {
  await page.route('**/genres', (route) => route.abort('connectionrefused'));
  const studio = new Studio(page);
  await studio.open();
  await expect(page.getByRole('alert')).toContainText('The studio is not answering');
  await page.unroute('**/genres');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.words).toBeVisible();
});

test('a server that fails keeps the words', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await page.route('**/generate/stream', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        detail: 'The composers are busy.',
        request_id: 'r-1',
      }),
    }),
  );
  await studio.words.fill(SENTENCE);
  await studio.generate.click();
  await expect(page.getByRole('alert')).toContainText('The composers are busy.');
  await expect(page.getByRole('alert')).toContainText('Request r-1');
  await expect(studio.words).toHaveValue(SENTENCE);
  await page.unroute('**/generate/stream');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.chords.first()).toBeVisible();
});

test('a piano that cannot be loaded is told, and the next press tries again', async ({ page }) => {
  await page.route('**/soundfonts/**', (route) => route.abort());
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  await studio.play.click();
  await expect(
    page.getByText('The piano could not be loaded', { exact: false }).first(),
  ).toBeVisible();
  await page.unroute('**/soundfonts/**');
  await studio.play.click();
  await expect.poll(() => studio.level(), { intervals: [50] }).toBeGreaterThan(-50);
});

test('an unknown address leads home', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => history.pushState(null, '', '/nowhere/at/all'));
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
  await page.getByRole('link', { name: 'Go to the studio' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

const LINK = '/?genre=gospel&description=A+song+in+A+minor&seed=1';

test('what networks add to a shared link is passed over', async ({ page }) => {
  const studio = new Studio(page);
  const asked = page.waitForRequest('**/generate/stream');
  await studio.open(`${LINK}&num_bars=4&utm_source=mail&fbclid=abc`);
  expect((await asked).postDataJSON()).toEqual({
    description: 'A song in A minor',
    num_bars: 4,
    seed: 1,
  });
  await expect(studio.bars).toHaveCount(4);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a link that asks too much is refused with its own values, and can be mended', async ({
  page,
}) => {
  const studio = new Studio(page);
  let asked = 0;
  page.on('request', (request) => (asked += Number(request.url().endsWith('/generate/stream'))));
  await studio.open(`${LINK}&num_bars=9999&tempo=64`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Bars: A whole number from 1 to 128. The link says “9999”.');
  const bars = page.getByLabel('Bars', { exact: true });
  await expect(bars).toHaveValue('9999');
  await expect(bars).toBeFocused();
  expect(asked).toBe(0);
  await bars.fill('4');
  await expect(alert).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(studio.bars).toHaveCount(4);
  await expect(page).toHaveURL(/tempo=64/);
});

test('a style that is not here is told, and none is put in its place', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open('/?genre=nowhere&description=A+song&seed=1');
  await expect(page.getByRole('alert')).toContainText('nowhere');
  await expect(page.getByRole('radio', { name: 'Gospel' })).not.toBeChecked();
});

test('a failed Generate keeps the piece, its music and its address', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make('A song in A minor', { Bars: '32' });
  const address = page.url();
  await studio.play.click();
  await expect(studio.pause).toBeVisible();

  await page.route('**/generate/stream', (route) => route.abort('connectionrefused'));
  await studio.words.fill('A song in F major');
  await studio.generate.click();
  const what = page.getByRole('region', { name: 'What to play' });
  await expect(what.getByRole('alert')).toContainText('The studio is not answering');
  await expect(studio.title).toContainText('A minor');
  await expect(studio.bars).toHaveCount(32);
  await expect(studio.pause).toBeVisible();
  await expect.poll(() => studio.level(), { intervals: [50] }).toBeGreaterThan(-50);
  await expect(studio.words).toHaveValue('A song in F major');
  expect(page.url()).toBe(address);

  await page.unroute('**/generate/stream');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.title).toContainText('F major');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(page.url()).not.toBe(address);
  await page.goBack();
  await expect(studio.title).toContainText('A minor');
});

test('a refused Generate keeps the piece and leads back to the words', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make('A song in A minor');
  const address = page.url();
  await studio.words.fill('A song in C major and in A minor');
  await studio.generate.click();
  await expect(page.getByRole('alert')).toContainText('Key');
  await expect(studio.words).toBeFocused();
  await expect(studio.words).toHaveAttribute('aria-invalid', 'true');
  await expect(studio.title).toContainText('A minor');
  expect(page.url()).toBe(address);
  await studio.words.fill('A song in D minor');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('words beyond the limit are counted, never cut', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill('x'.repeat(600));
  await expect(studio.words).toHaveValue('x'.repeat(600));
  await expect(page.getByText('100 characters too many: at most 500.')).toBeVisible();
  await expect(studio.words).toHaveAttribute('aria-invalid', 'true');
  await studio.generate.click();
  await expect(studio.words).toBeFocused();
  await expect(page).not.toHaveURL(/seed/);
  await studio.words.fill('x'.repeat(499));
  await expect(page.getByText('1 character left')).toBeVisible();
});

test('on a phone a wrong field is opened and focused, however deep it lies', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const studio = new Studio(page);
  await studio.open(`${LINK}&num_bars=1`);
  await expect(studio.bars).toHaveCount(1);
  await expect(page.getByRole('status').first()).toContainText(': 1 bar at');
  await page.getByText('Style, setting, details').click();
  await studio.details.click();
  await page.getByLabel('Tempo', { exact: true }).fill('fast');
  await page.getByText('Style, setting, details').click();
  await expect(page.getByLabel('Tempo', { exact: true })).toBeHidden();
  await studio.generate.click();
  await expect(page.getByLabel('Tempo', { exact: true })).toBeFocused();
  await expect(page.getByText('Between 20 and 400.').first()).toBeVisible();
});
