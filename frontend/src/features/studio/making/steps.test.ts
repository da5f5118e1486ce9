import { afterEach, expect, test, vi } from 'vitest';
import { eventsOf, makeInSteps } from './steps';
import { useProgress } from './progress';

function streamOf(parts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part));
      controller.close();
    },
  });
}

async function all(parts: string[]) {
  const found = [];
  for await (const told of eventsOf(streamOf(parts))) found.push(told);
  return found;
}

const PROGRESS = { stage: 'planning', share: 0.1 };
const WHOLE = `event: progress\ndata: ${JSON.stringify(PROGRESS)}\n\n: still at it\n\nevent: done\ndata: {"id":"é: 1"}\n\n`;

function answering(...parts: string[]) {
  const answer = () => Promise.resolve(new Response(streamOf(parts)));
  vi.stubGlobal('fetch', vi.fn(answer));
}

afterEach(() => vi.unstubAllGlobals());

test('events are whole wherever the bytes were cut', async () => {
  const want = [
    { name: 'progress', data: PROGRESS },
    { name: 'done', data: { id: 'é: 1' } },
  ];
  expect(await all([WHOLE])).toEqual(want);
  for (let at = 1; at < WHOLE.length; at++) {
    expect(await all([WHOLE.slice(0, at), WHOLE.slice(at)])).toEqual(want);
  }
});

test('a piece is followed while it is made, and no longer', async () => {
  const seen: unknown[] = [];
  const stop = useProgress.subscribe(({ standing }) => seen.push(standing?.progress?.stage));
  answering(WHOLE);
  const signal = new AbortController().signal;
  expect(await makeInSteps('any', { description: 'x' }, signal)).toEqual({ id: 'é: 1' });
  stop();
  expect(seen).toEqual([undefined, 'planning', undefined]);
});

test('an error on the way is thrown as the problem it is, and a break as an absent server', async () => {
  const signal = new AbortController().signal;
  answering('event: error\ndata: {"status":503,"title":"Busy"}\n\n');
  await expect(makeInSteps('any', { description: 'x' }, signal)).rejects.toEqual({
    status: 503,
    title: 'Busy',
  });
  answering('event: brief\ndata: {}\n\n');
  await expect(makeInSteps('any', { description: 'x' }, signal)).rejects.toThrow(TypeError);
  expect(useProgress.getState().standing).toBeUndefined();
});
