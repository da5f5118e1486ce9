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
  await page.getByLabel('Bars').fill('500');
  await studio.generate.click();
  await expect(page.getByLabel('Bars')).toHaveAttribute('aria-invalid', 'true');
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
  await page.route('**/generate', (route) =>
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
  await page.unroute('**/generate');
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
