import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { Studio } from './studio';

const LONG = 'A long gospel song in F major';

/** The real server, but for making a piece: once hushed, that begins and never goes on. */
async function silentServer(real: string, { hushed = true } = {}) {
  let tell = { asked: () => {}, left: () => {} };
  const asked = new Promise<void>((done) => (tell = { ...tell, asked: done }));
  const left = new Promise<void>((done) => (tell = { ...tell, left: done }));
  const server = createServer((incoming, answer) => {
    if (hushed && incoming.url?.endsWith('/generate/stream')) {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(': here\n\n');
      answer.on('close', () => tell.left());
      tell.asked();
      return;
    }
    const { method, headers } = incoming;
    const onward = forward(new URL(incoming.url ?? '/', real), { method, headers }, (theirs) => {
      answer.writeHead(theirs.statusCode ?? 500, theirs.headers);
      theirs.pipe(answer);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const hush = () => (hushed = true);
  return { address: `http://127.0.0.1:${port}/`, asked, left, hush, close };
}

/** Keeps the composers busy, so that the next piece has to wait for its turn. */
function crowd(request: APIRequestContext, pieces: number) {
  // What was made once is kept and costs nothing: a second try needs other pieces.
  const first = test.info().retry * pieces;
  return Array.from({ length: pieces }, (_, i) =>
    request.post('/gospel/generate', {
      data: { description: LONG, num_bars: 128, seed: first + i },
      // On a busy machine the last of them waits long.
      timeout: 0,
    }),
  );
}

test('a long piece tells how far it is, can be cancelled, and can be made after all', async ({
  page,
  request,
}) => {
  test.setTimeout(180_000);
  const studio = new Studio(page);
  await studio.open();
  await studio.words.fill(LONG);
  await studio.details.click();
  await page.getByLabel('Bars', { exact: true }).fill('128');

  const others = crowd(request, 8);
  await studio.generate.click();
  const bar = page.getByRole('progressbar', { name: 'Progress' });
  await expect(bar).toBeVisible();
  await expect(bar).toHaveAttribute('aria-valuetext', /Reading your words|Planning the chords/);
  await expect(page.getByRole('status').first()).toContainText(/Reading your words|Planning/);
  const broken = page.waitForEvent('requestfailed', (one) => one.url().endsWith('/stream'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await broken;
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('status').first()).toContainText('Nothing was made');
  await expect(studio.words).toBeFocused();
  await expect(studio.words).toHaveValue(LONG);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(studio.chords).toHaveCount(0);
  await expect(page).not.toHaveURL(/seed/);

  for (const answer of await Promise.all(others)) expect(answer.ok()).toBe(true);
  await studio.generate.click();
  await expect(studio.bars).toHaveCount(128);
  await expect(bar).toHaveCount(0);
});

test('on a phone the piece in sight stays while another is made, and Cancel keeps it', async ({
  page,
  baseURL,
}) => {
  const server = await silentServer(baseURL!, { hushed: false });
  await page.setViewportSize({ width: 390, height: 844 });
  const studio = new Studio(page);
  await studio.open(server.address);
  await studio.make('A song in A minor', { Bars: '4' });
  const address = page.url();
  server.hush();
  await page.getByRole('button', { name: 'Another take' }).click();
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeInViewport();
  await cancel.click();
  await server.left;
  await expect(cancel).toHaveCount(0);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('heading', { level: 2, name: /A minor/ })).toBeVisible();
  await expect(studio.bars).toHaveCount(4);
  await server.close();
});

test('a link that is left while it opens leaves its words in the form', async ({
  page,
  baseURL,
}) => {
  const server = await silentServer(baseURL!);
  const studio = new Studio(page);
  await studio.open(
    `${server.address}?genre=gospel&description=A+song+in+A+minor&num_bars=64&seed=4`,
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'What shall we play?' })).toBeVisible();
  await expect(studio.words).toHaveValue('A song in A minor');
  await expect(page).not.toHaveURL(/seed/);
  await server.close();
});

test.describe('behind the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('Cancel reaches the server', async ({ page, baseURL }) => {
    const server = await silentServer(baseURL!);
    const studio = new Studio(page);
    await studio.open(server.address);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((done) =>
          navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
        );
      }
    });
    await studio.words.fill(LONG);
    await studio.generate.click();
    await server.asked;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await server.left;
    await server.close();
  });
});
