import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

const AUDIBLE_DB = -50;

interface Manifest {
  display: string;
  icons: { src: string }[];
}

test.use({ serviceWorkers: 'allow' });

test('a piece that was opened shows, engraves and plays without the server', async ({
  page,
  context,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) =>
        navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
      );
    }
  });
  await studio.make(SENTENCE, { Bars: '4', Tempo: '120' });
  await page.getByText('Sheet music', { exact: true }).click();
  await expect(page.locator('.sheet svg').first()).toBeVisible();
  await page.waitForLoadState('networkidle');

  await context.setOffline(true);
  await page.reload();
  await expect(studio.bars).toHaveCount(4);
  await expect(page.locator('.sheet svg').first()).toBeVisible();
  await studio.play.click();
  await expect.poll(() => studio.level(), { intervals: [20] }).toBeGreaterThan(AUDIBLE_DB);
  await studio.pause.click();

  await studio.words.fill('Another song that was never made');
  await studio.generate.click();
  await expect(page.getByRole('alert')).toContainText('not answering');
  await expect(studio.bars).toHaveCount(4);
});

test('the page can be installed', async ({ page, request }) => {
  await page.goto('/');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = (await (await request.get(href!)).json()) as Manifest;
  expect(manifest.display).toBe('standalone');
  for (const { src } of manifest.icons) expect((await request.get(src)).ok()).toBe(true);
});
