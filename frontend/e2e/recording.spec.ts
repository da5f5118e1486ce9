import { expect, test } from '@playwright/test';
import { SENTENCE, Studio } from './studio';

test('the rendered sound is drawn, told and played; rendering can be cancelled', async ({
  page,
}) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.make(SENTENCE, { Bars: '8', Tempo: '120' });
  let asked = 0;
  let given = (): void => undefined;
  await page.route('**/waveform/*', async (route) => {
    asked++;
    if (asked === 1) await new Promise<void>((done) => (given = done));
    await route.continue().catch(() => undefined);
  });
  const open = page.getByRole('button', { name: 'The recording' });
  const panel = page.getByRole('region', { name: 'The recording' });
  expect(asked).toBe(0);
  await open.click();
  await expect(panel.getByRole('progressbar')).toBeVisible();
  await expect(panel.getByText(/Rendering the sound… [1-9]/)).toBeVisible();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  given();
  await expect(open).toHaveAttribute('aria-expanded', 'false');

  await open.click();
  await expect(panel.getByText(/^0:(1[6-9]|2\d) · loudest sample −\d+\.\d dBFS/)).toBeVisible();
  const path = (await panel.locator('.recording-rest').getAttribute('d')) ?? '';
  const heights = path.match(/ -?[\d.]+/g)!.map((y) => Math.abs(Number(y)));
  expect(heights).toHaveLength(1200);
  expect(Math.max(...heights)).toBeGreaterThan(0.1);

  await studio.play.click();
  await expect(studio.pause).toBeVisible();
  await panel.getByRole('button', { name: 'Play the recording' }).click();
  await expect(studio.play).toBeVisible();
  const slider = panel.getByRole('slider', { name: 'Position in the recording' });
  await expect
    .poll(async () => Number(await slider.inputValue()), { timeout: 15_000 })
    .toBeGreaterThan(0);
  await studio.play.click();
  await expect(panel.getByRole('button', { name: 'Play the recording' })).toBeVisible();
  await studio.pause.click();
});
