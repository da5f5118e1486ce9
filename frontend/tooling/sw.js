// What the studio needs to open, show, play and print a piece while its server is away.
// `SHELL` and `VERSION` are written by the build.
const SHELL = JSON.parse('__SHELL__');
const SHELL_CACHE = 'shell-__VERSION__';
const PIECES = 'pieces';
const FONT = '/soundfonts/piano.sf2';
/** As many answers as are kept; the oldest go first. */
const MOST = 200;
/** Rendered sound is large and can be made again; a list of yesterday would be wrong today. */
const NEVER = /\/(audio|waveform|ready|health|metrics)(\/|$)|^\/(docs|redoc|pieces)/;
/** Words and seed always make the same answer, so what was asked is a name for it. */
const ASKED = /\/(generate|brief|edit)$/;
/** As well, but told in parts; only a whole telling is kept. */
const TOLD = /\/generate\/stream$/;
const WHOLE = /(^|\n)event: done\n/;

self.addEventListener('install', (event) => {
  const shell = caches.open(SHELL_CACHE).then((cache) => cache.addAll(SHELL));
  // The first page was loaded before this worker could see what it asked for.
  const styles = caches.open(PIECES).then((cache) => cache.add('/genres'));
  event.waitUntil(Promise.all([shell, styles.catch(() => undefined)]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith('shell-') && name !== SHELL_CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A request's name in the cache: its address, and for a question what was asked. */
async function nameOf(request) {
  if (request.method === 'GET') return request.url;
  const url = new URL(request.url);
  url.searchParams.set('asked', await digest(await request.clone().text()));
  return url.href;
}

async function keep(name, response) {
  const cache = await caches.open(PIECES);
  await cache.put(name, response);
  const names = await cache.keys();
  await Promise.all(
    names.slice(0, Math.max(0, names.length - MOST)).map((old) => cache.delete(old)),
  );
}

/** The server's answer while it is there, else the one it gave before. */
async function freshElseKept(event) {
  const name = await nameOf(event.request);
  try {
    const response = await fetch(event.request);
    if (response.ok && response.status === 200) event.waitUntil(keep(name, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(name);
    if (kept) return kept;
    throw error;
  }
}

/**
 * The server's telling as it comes, else the one it gave before. It is not cloned: whoever leaves
 * the one reader leaves the server too.
 */
async function toldElseKept(event) {
  const name = await nameOf(event.request);
  let response;
  try {
    response = await fetch(event.request);
  } catch (error) {
    const kept = await caches.match(name);
    if (kept) return kept;
    throw error;
  }
  if (response.status !== 200 || !response.body) return response;
  const { headers } = response;
  const parts = [];
  const listening = new TransformStream({
    transform(part, controller) {
      parts.push(part);
      controller.enqueue(part);
    },
    async flush() {
      const whole = new Blob(parts);
      if (WHOLE.test(await whole.text())) await keep(name, new Response(whole, { headers }));
    },
  });
  return new Response(response.body.pipeThrough(listening), { headers });
}

async function keptElseFresh(event) {
  const kept = await caches.match(event.request.url);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

/** A page of the studio: the built index, whatever its address. */
async function page(event) {
  try {
    return await fetch(event.request);
  } catch {
    return (await caches.match('/')) ?? Response.error();
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || NEVER.test(url.pathname)) return;
  const { pathname } = url;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (request.method === 'GET' && (SHELL.includes(pathname) || pathname === FONT)) {
    event.respondWith(keptElseFresh(event));
  } else if (request.method === 'POST' && TOLD.test(pathname)) {
    event.respondWith(toldElseKept(event));
  } else if (request.method === 'GET' || (request.method === 'POST' && ASKED.test(pathname))) {
    event.respondWith(freshElseKept(event));
  }
});
