import { Views, TransportBar } from '@/features/player';
import { lazily } from '@/shared/lib/lazily';

export const Piece = lazily(() => import('./piece/Piece').then((m) => m.Piece));

/** The code that only a piece needs: fetched when idle, and awaited with the piece itself. */
export function preloadPiece(): Promise<unknown> {
  return Promise.all([Piece, Views, TransportBar].map((component) => component.preload()));
}
