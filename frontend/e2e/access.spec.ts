import { expect, test } from '@playwright/test';
import { objections } from './axe';
import { SENTENCE, Studio } from './studio';

const STATES: Record<string, (studio: Studio) => Promise<void>> = {
  empty: async (studio) => {
    await studio.open();
    await studio.page.getByText('Details', { exact: true }).click();
  },
  piece: async (studio) => {
    await studio.open();
    await studio.make(SENTENCE, { Bars: '16' });
    await studio.chords.nth(3).click();
  },
  playing: async (studio) => {
    await studio.open();
    await studio.make(SENTENCE);
    await studio.play.click();
    await expect(studio.pause).toBeVisible();
  },
  controls: async (studio) => {
    await studio.open();
    await studio.make(SENTENCE, { Bars: '8' });
    await studio.page.getByRole('button', { name: 'How to play it' }).click();
    await studio.page.getByRole('button', { name: 'Loop', exact: true }).click();
    await studio.page.getByRole('button', { name: 'More files' }).click();
  },
  'all actions': async (studio) => {
    await studio.open();
    await expect(studio.page.getByRole('group', { name: 'Style' })).toBeVisible();
    await studio.page.keyboard.press('Control+k');
    await expect(studio.page.getByRole('dialog', { name: 'All actions' })).toBeVisible();
  },
  tour: async (studio) => {
    await studio.open();
    await studio.page.getByRole('button', { name: 'All actions' }).click();
    await studio.page.getByRole('option', { name: /Show the tour/ }).click();
    await expect(studio.page.locator('.tour')).toBeVisible();
  },
  recording: async (studio) => {
    await studio.open();
    await studio.make(SENTENCE, { Bars: '4' });
    await studio.page.getByRole('button', { name: 'The recording' }).click();
    await expect(studio.page.locator('.recording-rest')).toBeVisible();
  },
  'sheet music': async (studio) => {
    await studio.open();
    await studio.make(SENTENCE, { Bars: '4' });
    await studio.page.getByText('Sheet music', { exact: true }).click();
    await expect(studio.page.locator('.sheet')).toHaveAttribute('aria-busy', 'false');
  },
  refused: async (studio) => {
    await studio.open();
    await studio.words.fill('A song in C major and in A minor');
    await studio.generate.click();
    await expect(studio.page.getByRole('alert')).toBeVisible();
  },
  'refused link': async (studio) => {
    await studio.open('/?genre=gospel&description=A+song&seed=1&num_bars=9999&ai_percentage=7');
    await expect(studio.page.getByLabel('Bars', { exact: true })).toBeFocused();
  },
  offline: async (studio) => {
    await studio.page.route('**/genres', (route) => route.abort());
    await studio.open();
    await expect(studio.page.getByRole('alert')).toBeVisible();
  },
};

for (const width of [390, 1440]) {
  test.describe(`at ${width} px`, () => {
    // Colours that are still fading from one theme to the other cannot be measured.
    test.use({ viewport: { width, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });
    for (const [name, reach] of Object.entries(STATES)) {
      test(`${name}: axe has no objection in light or dark, nothing runs off`, async ({ page }) => {
        await reach(new Studio(page));
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
          expect(await objections(page)).toEqual([]);
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
      });
    }
  });
}

test('the whole job by keyboard alone', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await page.keyboard.press('Tab');
  for (
    let i = 0;
    i < 6 && !(await studio.words.evaluate((e) => e === document.activeElement));
    i++
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(studio.words).toBeFocused();
  await page.keyboard.type(SENTENCE);
  await page.keyboard.press('Enter');
  await expect(studio.chords.first()).toBeVisible();

  await studio.chords.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(studio.chords.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(studio.chords.nth(2)).toHaveAttribute('aria-pressed', 'true');

  const position = page.getByRole('slider', { name: 'Position' });
  await position.focus();
  await page.keyboard.press('Home');
  await expect(position).toHaveAttribute('aria-valuetext', /^Bar 1 of/);
  await page.keyboard.press('ArrowRight');
  await expect(position).toHaveAttribute('aria-valuetext', /^Bar 2 of/);
  await page.keyboard.press('Space');
  await expect(studio.pause).toBeVisible();
  await page.keyboard.press('Space');
  await expect(studio.play).toBeVisible();
  await expect(page.getByRole('status').first()).toContainText('Paused');
});

test('after a click on a chord, the space bar plays', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE);
  await studio.chords.nth(4).click();
  // The keys listen once the transport is there.
  await expect(studio.play).toBeVisible();
  await page.keyboard.press('Space');
  await expect(studio.pause).toBeVisible();
  await page.keyboard.press('Space');
  await expect(studio.play).toBeVisible();
});

test('a chosen theme stays', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
