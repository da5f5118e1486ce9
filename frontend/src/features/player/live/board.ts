import { letGo, strike, useLive } from './live';

/** A key is struck harder towards its edge, as it is easier there. */
const VELOCITY = { least: 44, most: 108 };

function keyAt(board: HTMLElement, x: number, y: number): HTMLElement | undefined {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('.key');
  return found && board.contains(found) ? found : undefined;
}

/** How hard a finger at height `y` strikes. */
function velocityAt(key: HTMLElement, y: number): number {
  const { top, height } = key.getBoundingClientRect();
  const share = Math.max(0, Math.min(1, (y - top) / height));
  return Math.round(VELOCITY.least + share * (VELOCITY.most - VELOCITY.least));
}

/** Lights what the user plays; keys that come later, with another range, are lit on the next note. */
function light(board: HTMLElement, keys: readonly number[]): void {
  const down = new Set(keys);
  for (const key of board.querySelectorAll<HTMLElement>('.key')) {
    key.toggleAttribute('data-live', down.has(Number(key.dataset.midi)));
  }
}

/** Makes the keys on the screen sound under mouse and fingers; sliding plays what is passed. */
export function playable(board: HTMLElement): () => void {
  const fingers = new Map<number, number>();
  const sourceOf = (pointer: number) => `pointer ${pointer}`;
  const lift = (pointer: number) => {
    const midi = fingers.get(pointer);
    fingers.delete(pointer);
    if (midi !== undefined) letGo(sourceOf(pointer), midi);
  };
  const touch = ({ pointerId, clientX, clientY }: PointerEvent) => {
    const key = keyAt(board, clientX, clientY);
    const midi = Number(key?.dataset.midi);
    if (!key || midi === fingers.get(pointerId)) return;
    lift(pointerId);
    fingers.set(pointerId, midi);
    strike(sourceOf(pointerId), midi, velocityAt(key, clientY));
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    board.setPointerCapture(event.pointerId);
    touch(event);
  };
  const onMove = (event: PointerEvent) => {
    if (fingers.has(event.pointerId)) touch(event);
  };
  const onUp = (event: PointerEvent) => lift(event.pointerId);
  board.addEventListener('pointerdown', onDown);
  board.addEventListener('pointermove', onMove);
  board.addEventListener('pointerup', onUp);
  board.addEventListener('pointercancel', onUp);
  const stop = useLive.subscribe(({ keys }) => light(board, keys));
  return () => {
    stop();
    for (const pointer of [...fingers.keys()]) lift(pointer);
    board.removeEventListener('pointerdown', onDown);
    board.removeEventListener('pointermove', onMove);
    board.removeEventListener('pointerup', onUp);
    board.removeEventListener('pointercancel', onUp);
  };
}
