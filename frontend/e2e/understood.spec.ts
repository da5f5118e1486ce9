import { expect, test } from '@playwright/test';
import { Studio } from './studio';

test('words that are no music are named, and what was read from the rest is shown', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill('A song in G, level 7, xyzzy');
  const understood = page.getByRole('region', { name: 'Understood' });
  await expect(understood).toContainText('G major');
  await expect(understood).toContainText('level 7');
  await expect(understood).toContainText('No part in the music: xyzzy');
});
