import { Views, TransportBar } from '@/features/player';
import { lazily } from '@/shared/lib/lazily';

export const Piece = lazily(() => import('./piece/Piece').then((m) => m.Piece));

export const ChordEditor = lazily(() => import('./rework/ChordEditor').then((m) => m.ChordEditor));

export const Making = lazily(() => import('./making/Making').then((m) => m.Making));

export const Understood = lazily(() => import('./understood/Understood').then((m) => m.Understood));

export const AiShare = lazily(() => import('./composer/AiShare').then((m) => m.AiShare));

/** The code that makes a piece while it is watched. */
export const loadSteps = () => import('./making/steps');

/** The code that only a piece needs: fetched when idle, and awaited with the piece itself. */
export function preloadPiece(): Promise<unknown> {
  const components = [Piece, Views, TransportBar, ChordEditor, Making, Understood];
  return Promise.all([loadSteps(), ...components.map((component) => component.preload())]);
}
