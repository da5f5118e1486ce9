import { Views, TransportBar } from '@/features/player';
import { lazily } from '@/shared/lib/lazily';

export const Piece = lazily(() => import('./piece/Piece').then((m) => m.Piece));

export const ChordEditor = lazily(() => import('./rework/ChordEditor').then((m) => m.ChordEditor));

/** The code that only a piece needs: fetched when idle, and awaited with the piece itself. */
export function preloadPiece(): Promise<unknown> {
  return Promise.all(
    [Piece, Views, TransportBar, ChordEditor].map((component) => component.preload()),
  );
}
