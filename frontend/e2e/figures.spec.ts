import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

test('chords are shown as symbols or as numbers, and the choice is kept', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8' });
  const beneath = page.locator('.chord-roman');
  const choice = page.getByLabel('Chords as');
  await expect(beneath.first()).toHaveText(/^[♭♯]?[IViv]/);
  await choice.selectOption({ label: 'symbols, Nashville numbers' });
  await expect(beneath.first()).toHaveText(/^[♭♯]?[1-7]/);
  await choice.selectOption({ label: 'Nashville numbers alone' });
  await expect(beneath).toHaveCount(0);
  await expect(studio.chords.first()).toHaveAccessibleName(/^Bar 1: .*, [1-7]/);
  await page.reload();
  await expect(choice).toHaveValue('nashville-alone');
  await choice.selectOption({ label: 'symbols alone' });
  await expect(studio.chords.first()).toContainText('C');
  await expect(beneath).toHaveCount(0);
});
