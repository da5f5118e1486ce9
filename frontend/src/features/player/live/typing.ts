import { create } from 'zustand';
import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { letGo, ready, release, strike } from './live';

/** Keys by where they lie, not by what is printed on them: two rows that look like a piano's. */
const WHITE = 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon'.split(' ');
const BLACK: Record<string, number> = {
  KeyW: 1,
  KeyE: 3,
  KeyT: 6,
  KeyY: 8,
  KeyU: 10,
  KeyO: 13,
  KeyP: 15,
};
const SCALE = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16];
const OCTAVES: Record<string, -1 | 1> = { KeyZ: -1, KeyX: 1 };
const LOWEST = 24;
const HIGHEST = 84;
const VELOCITY = 84;
const SOURCE = 'typing';
const FIELDS = 'input:not([type=range]), textarea, select, [contenteditable]';

interface Typing {
  on: boolean;
  /** The note of the A key: a C. */
  base: number;
}

export const useTyping = create<Typing>(() => ({ on: false, base: 60 }));

/** Semitones above the base for a key of the computer, by its place. */
export function stepOf(code: string): number | undefined {
  return BLACK[code] ?? SCALE[WHITE.indexOf(code)];
}

const down = new Map<string, number>();

function isPlaying(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !target?.matches(FIELDS) && !document.querySelector('dialog[open]');
}

/** A key that plays is nobody's shortcut. */
function keep(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onKeyDown(event: KeyboardEvent): void {
  if (!isPlaying(event)) return;
  const { base } = useTyping.getState();
  const octave = OCTAVES[event.code];
  const step = stepOf(event.code);
  if (event.key === 'Escape') stopTyping();
  else if (octave) {
    keep(event);
    const next = Math.max(LOWEST, Math.min(HIGHEST, base + 12 * octave));
    useTyping.setState({ base: next });
    announce(tools.keyboard.octave(next / 12 - 1));
  } else if (step !== undefined) {
    keep(event);
    if (event.repeat || down.has(event.code)) return;
    down.set(event.code, base + step);
    strike(SOURCE, base + step, VELOCITY);
  }
}

function onKeyUp(event: KeyboardEvent): void {
  const midi = down.get(event.code);
  if (midi === undefined) return;
  down.delete(event.code);
  letGo(SOURCE, midi);
}

function onBlur(): void {
  down.clear();
  release(SOURCE);
}

function stopTyping(): void {
  removeEventListener('keydown', onKeyDown, true);
  removeEventListener('keyup', onKeyUp, true);
  removeEventListener('blur', onBlur);
  onBlur();
  useTyping.setState({ on: false });
  announce(tools.keyboard.typingOff);
}

/** The computer's keys as piano keys, until Escape. Call it inside a click. */
export function toggleTyping(): void {
  if (useTyping.getState().on) {
    stopTyping();
    return;
  }
  addEventListener('keydown', onKeyDown, true);
  addEventListener('keyup', onKeyUp, true);
  addEventListener('blur', onBlur);
  ready();
  useTyping.setState({ on: true });
  announce(tools.keyboard.typingOn);
}
