import { expect, type Page, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

/** Where the first screen's words and fields stand. */
async function places(page: Page) {
  const all = [
    page.getByRole('link', { name: 'Library' }),
    page.getByRole('heading', { level: 1 }),
    page.getByLabel('Describe the piece'),
  ];
  return Promise.all(all.map((each) => each.boundingBox()));
}

for (const width of [390, 1440]) {
  test(`what is painted before the code stands where the code puts it, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('/');
    await expect(page.locator('.outline')).toBeVisible();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const before = await places(page);

    await page.unroute('**/assets/*.js');
    const studio = new Studio(page);
    await studio.open();
    await expect(studio.generate).toBeVisible();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const after = await places(page);
    before.forEach((place, i) => {
      for (const side of ['x', 'y', 'width', 'height'] as const) {
        expect(Math.abs((place?.[side] ?? NaN) - (after[i]?.[side] ?? NaN))).toBeLessThan(1);
      }
    });
  });
}

test('a link to a piece does not begin with the empty first screen', async ({ page }) => {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(`/?genre=gospel&description=${SENTENCE}&seed=1`);
  await expect(page.getByText('Gospel Keys')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
});
