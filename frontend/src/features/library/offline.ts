import type { PieceFacts, ScoreOut } from '@/api';

/** Where the service worker keeps what was opened, see `tooling/sw.js`. */
const CACHE = 'pieces';
const SCORE = /^\/[^/]+\/score\/[^/]+$/;
/** Reading a score takes a few milliseconds; nobody looks through more of them. */
const MOST = 40;

/** A piece that this device can show without the studio. */
export interface HeldPiece {
  id: string;
  genre: string;
  facts: PieceFacts;
}

/** What a list shows of a score that is held. */
export function heldOf({ id, genre, brief, metadata }: ScoreOut): HeldPiece {
  return { id, genre, facts: { description: brief.description, ...metadata } };
}

/** The pieces that were opened on this device, the last first; empty where nothing is kept. */
export async function heldPieces(): Promise<HeldPiece[]> {
  if (!('caches' in globalThis)) return [];
  const cache = await caches.open(CACHE);
  const requests = (await cache.keys()).filter(({ url }) => SCORE.test(new URL(url).pathname));
  const found: HeldPiece[] = [];
  for (const request of requests.reverse().slice(0, MOST)) {
    const kept = await cache.match(request);
    if (kept) found.push(heldOf((await kept.json()) as ScoreOut));
  }
  return found;
}
