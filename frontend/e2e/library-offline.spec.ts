import { expect, test } from '@playwright/test';
import { Studio } from './studio';

test.use({ serviceWorkers: 'allow' });

test('without the studio, what was opened here is listed, and opens', async ({ page, context }) => {
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
  await studio.make('A song held in the hand, in F', { Bars: '4' });
  const chords = await studio.chords.allInnerTexts();
  await page.waitForLoadState('networkidle');

  await context.setOffline(true);
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByRole('alert')).toContainText('not answering');
  await page.getByRole('link', { name: 'A song held in the hand, in F' }).click();
  await expect(studio.bars).toHaveCount(4);
  expect(await studio.chords.allInnerTexts()).toEqual(chords);
  await page.reload();
  await expect(studio.bars).toHaveCount(4);

  await context.setOffline(false);
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(page.getByRole('button', { name: /^Rename A song held/ })).toBeVisible();
});
