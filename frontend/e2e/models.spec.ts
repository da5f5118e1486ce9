import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

const MODEL = {
  id: 'server',
  label: 'Brave 7B',
  tier: 'large',
  where: 'server',
  leaves_machine: false,
  available: true,
  reason: '',
  loaded: true,
  used_for: '',
};

test('the AI share is off, explains itself, and says plainly when no model is there', async ({
  page,
}) => {
  let asked = 0;
  page.on('request', (one) => (asked += Number(one.url().endsWith('/models'))));
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill(SENTENCE);
  expect(asked).toBe(0);
  await studio.details.click();
  const share = page.getByLabel('AI share');
  await expect(share).toHaveValue('');
  await expect(page.getByText('No language model is set up here')).toBeVisible();
  await studio.generate.click();
  await expect(page).not.toHaveURL(/ai_percentage/);
  await expect(page.getByRole('heading', { name: 'Who chose the chords' })).toHaveCount(0);

  await share.selectOption('Every phrase');
  await studio.generate.click();
  await expect(page).toHaveURL(/ai_percentage=1/);
  await expect(page.getByText('the rules made all', { exact: false }).first()).toBeVisible();
  const who = page.getByRole('region', { name: 'Who chose the chords' });
  await expect(who).toContainText('The rules');
  await expect(who).toContainText('bars 1–8');
  await expect(who).toContainText(/Task complexity \d+ of 10/);
});

test('what leaves the machine is told apart from what stays', async ({ page }) => {
  const away = { ...MODEL, id: 'cloud', label: 'Gemini', where: 'cloud', leaves_machine: true };
  const absent = { ...MODEL, id: 'phi', label: 'Phi', available: false };
  await page.route('**/models', (route) =>
    route.fulfill({ json: { models: [MODEL, away, absent] } }),
  );
  const studio = new Studio(page);
  await studio.open();
  await studio.details.click();
  await expect(page.getByText('Here: Brave 7B. Nothing leaves this machine.')).toBeVisible();
  await expect(page.getByText('Gemini: what is asked of it leaves this machine')).toBeVisible();
  await expect(page.getByText('Phi', { exact: false })).toHaveCount(0);
});
