import { expect, type Page, test } from '@playwright/test';
import { objections } from './axe';
import { Studio } from './studio';

/** Makes a piece without the page, as a program would. */
async function make(page: Page, description: string, genre = 'gospel'): Promise<string> {
  const data = { description, num_bars: { gospel: 2, blues: 12 }[genre] ?? 8, seed: 7 };
  const answer = await page.request.post(`/${genre}/generate`, { data });
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

/** Takes everything out, so that a test knows what is there. */
async function clear(page: Page): Promise<void> {
  for (;;) {
    const answer = await page.request.get('/pieces?limit=100');
    const { pieces } = (await answer.json()) as { pieces: { id: string }[] };
    if (pieces.length === 0) return;
    for (const { id } of pieces) await page.request.delete(`/pieces/${id}`);
  }
}

const rows = (page: Page) => page.getByRole('list', { name: 'Pieces' }).getByRole('heading');
const names = (page: Page) => rows(page).allInnerTexts();

test.beforeEach(async ({ page }) => clear(page));

test('what was made is found by typing, opened, and is the very piece', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make('Morning song in Eb, 4 bars');
  const chords = await studio.chords.allInnerTexts();
  await make(page, 'Evening song in G');
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(rows(page)).toHaveText(['Evening song in G', 'Morning song in Eb, 4 bars']);
  await expect(page.getByText('2 pieces')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('morn e♭');
  await expect(rows(page)).toHaveText(['Morning song in Eb, 4 bars']);
  await expect(page).toHaveURL(/search=morn/);
  await page.getByRole('link', { name: 'Morning song in Eb, 4 bars' }).click();
  await expect(studio.chords.first()).toBeVisible();
  expect(await studio.chords.allInnerTexts()).toEqual(chords);
  await expect(studio.words).toHaveValue('Morning song in Eb, 4 bars');
  await expect(page).toHaveURL(/kept=gospel/);
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('morn e♭');
});

test('a name is written in place, a star is kept, a removal can be undone', async ({ page }) => {
  await make(page, 'A song for somebody');
  await make(page, 'Another song');
  await page.goto('/library');
  await page.getByRole('button', { name: 'Rename A song for somebody' }).click();
  const field = page.getByRole('textbox', { name: 'New name' });
  await expect(field).toBeFocused();
  await field.fill('For Ruth');
  await field.press('Enter');
  await expect(page.getByRole('link', { name: 'For Ruth' })).toBeFocused();
  await page.getByRole('button', { name: 'Star For Ruth' }).click();
  await page.getByText('Starred', { exact: true }).click();
  await expect(rows(page)).toHaveText(['For Ruth']);
  await page.getByRole('button', { name: 'Remove For Ruth' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows(page)).toHaveText(['Another song']);
  await page.getByRole('button', { name: 'Remove Another song' }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveText(['Another song']);
  await expect(page.getByText('is back')).toBeAttached();
});

test('by keyboard alone: down, rename, remove', async ({ page }) => {
  for (const name of ['Third', 'Second', 'First']) await make(page, `${name} song`);
  await page.goto('/library');
  await page.getByRole('link', { name: 'First song' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Second song' })).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Better');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Second song' })).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Better');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Better' })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(() => names(page)).toEqual(['First song', 'Third song']);
});

test('edits stand under the piece they came from, each can be opened', async ({ page }) => {
  const id = await make(page, 'A song in C major');
  const moved = await page.request.post(`/gospel/score/${id}/edit`, {
    data: { operation: 'transpose', key: 'Eb major' },
  });
  expect(moved.ok()).toBe(true);
  await page.goto('/library');
  await expect(rows(page)).toHaveText(['A song in C major']);
  await page.getByRole('button', { name: '2 versions' }).click();
  const versions = page.getByRole('list', { name: 'Versions of A song in C major' });
  await expect(versions.getByRole('listitem')).toHaveCount(2);
  await versions.getByRole('link', { name: 'In another key' }).click();
  const studio = new Studio(page);
  // The flat is drawn, and read aloud as a picture.
  await expect(studio.title).toContainText('Gospel in E major');
  await page.locator('.rework summary').click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(studio.title).toContainText('Gospel in C major');
});

test('a long list goes on', async ({ page }) => {
  for (let n = 0; n < 26; n++) await make(page, `Song number ${n + 10}`);
  await page.goto('/library');
  await expect(rows(page)).toHaveCount(24);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows(page)).toHaveCount(26);
  await page.getByLabel('Order').selectOption('By title');
  await expect(rows(page).first()).toHaveText('Song number 10');
});

test('a piece that is not here is said to be so', async ({ page }) => {
  await page.goto(`/kept/gospel/${'A'.repeat(22)}`);
  await expect(page.getByRole('heading', { name: 'There is no such piece here' })).toBeVisible();
});

const STATES: Record<string, (page: Page) => Promise<void>> = {
  empty: async (page) => {
    await page.goto('/library');
    await expect(page.getByText('Nothing here yet')).toBeVisible();
  },
  filled: async (page) => {
    const id = await make(page, 'Uplifting song in C major with a title so long that it wraps');
    await page.request.post(`/gospel/score/${id}/edit`, {
      data: { operation: 'variation', seed: 5 },
    });
    await make(page, 'Shuffle in E', 'blues');
    await make(page, 'A ballad', 'jazz');
    await page.goto('/library');
    await expect(rows(page)).toHaveCount(3);
    await page.getByRole('button', { name: '2 versions' }).click();
    await page.getByRole('button', { name: 'Remove A ballad' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await page.getByRole('button', { name: /^Rename Shuffle/ }).click();
  },
  'nothing found': async (page) => {
    await page.goto('/library?search=xyzzy&favourite=true');
    await expect(page.getByText('Nothing found')).toBeVisible();
  },
  failed: async (page) => {
    await page.route('**/pieces?*', (route) =>
      route.fulfill({ status: 500, json: { title: 'x', status: 500, detail: 'It broke.' } }),
    );
    await page.route('**/pieces', (route) =>
      route.fulfill({ status: 500, json: { title: 'x', status: 500, detail: 'It broke.' } }),
    );
    await page.goto('/library');
    await expect(page.getByRole('alert')).toContainText('It broke.');
  },
  offline: async (page) => {
    await page.route('**/pieces', (route) => route.abort());
    await page.goto('/library');
    await expect(page.getByRole('alert')).toContainText('not answering');
  },
};

for (const width of [390, 1440]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });
    for (const [name, reach] of Object.entries(STATES)) {
      test(`library, ${name}: axe has no objection, nothing runs off`, async ({ page }) => {
        await reach(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
          expect(await objections(page)).toEqual([]);
          if (process.env.SHOTS) {
            await page.screenshot({
              path: `${process.env.SHOTS}/library-${name}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
          }
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
      });
    }
  });
}
