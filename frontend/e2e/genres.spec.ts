import { expect, type Page, test } from '@playwright/test';
import { showFiveGenres } from './genres';
import { SENTENCE, Studio } from './studio';

const accent = (page: Page) =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--accent'));

for (const width of [390, 1440]) {
  test(`five styles at ${width} px: each brings its colour, settings and habits`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await showFiveGenres(page);
    await new Studio(page).open();
    const styles = page.getByRole('group', { name: 'Style' }).getByRole('radio');
    await expect(styles).toHaveCount(5);

    const colours = new Set<string>();
    for (const style of await styles.all()) {
      await style.press('Space');
      colours.add(await accent(page));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    }
    expect(colours.size).toBe(5);

    await page.getByRole('radio', { name: 'Blues' }).press('Space');
    const settings = page.getByRole('group', { name: 'Setting' });
    await expect(settings.getByRole('radio')).toHaveCount(4);
    await expect(settings).toContainText('Shuffle, unless your words say otherwise.');
    await expect(page.getByRole('button', { name: 'A Blues example' })).toBeVisible();
    await page.getByText('Details', { exact: true }).click();
    await expect(page.getByLabel('Bars', { exact: true })).toHaveAttribute('placeholder', '12');
  });
}

test('another style keeps what it has too, and takes back what it lacks', async ({ page }) => {
  await showFiveGenres(page);
  await new Studio(page).open();
  const pick = (name: string) => page.getByRole('radio', { name, exact: true }).press('Space');
  await pick('Jazz');
  await pick('Uptempo');
  await page.getByText('Details', { exact: true }).click();
  const meter = page.getByLabel('Meter', { exact: true });
  await meter.selectOption('5/4');
  await pick('Neo-soul');
  await expect(page.getByRole('radio', { name: 'Uptempo', exact: true })).toBeChecked();
  await expect(meter).toHaveValue('');
  await pick('Blues');
  await expect(page.getByRole('radio', { name: 'From your words' })).toBeChecked();
});

test('a piece keeps its colour while another style is chosen beside it', async ({ page }) => {
  await showFiveGenres(page);
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '4' });
  const own = await accent(page);
  await page.getByRole('radio', { name: 'Neo-soul' }).press('Space');
  expect(await accent(page)).toBe(own);
  await expect(studio.title).toContainText('Gospel');
});
