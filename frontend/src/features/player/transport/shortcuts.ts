import { useEffect } from 'react';
import { tools } from '@/shared/i18n/tools';
import { changeTempo, loopFromHere, loopToHere, toggleLoop } from '../controls/acts';
import { seekToBar, stepBy, toggle, usePlayer } from '../player';
import { toggleHand, toggleMetronome } from '../settings';

/** Where typing means typing. */
export const TYPING = 'input:not([type=range]), textarea, select, [contenteditable]';
/** Where the space bar already means something, if the keyboard brought the user there. */
const PRESSABLE = 'button, a[href], summary, input:not([type=range]), [role=button]';

export interface Shortcut {
  /** `KeyboardEvent.key`, lower case for letters. */
  key: string;
  /** How the key is called, where that differs. */
  name?: string;
  means: string;
  act: () => void;
}

const words = tools.shortcuts;

/** What the keys do while there is a piece; the list that `?` shows is this one. */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: ' ', name: words.space, means: words.play, act: toggle },
  { key: 'ArrowLeft', name: words.left, means: words.back, act: () => stepBy(-1) },
  { key: 'ArrowRight', name: words.right, means: words.on, act: () => stepBy(1) },
  { key: 'Home', means: words.top, act: () => seekToBar(0) },
  { key: 'l', means: words.loop, act: toggleLoop },
  { key: '[', means: words.loopFrom, act: loopFromHere },
  { key: ']', means: words.loopTo, act: loopToHere },
  { key: '-', name: '−', means: words.slower, act: () => changeTempo(-1) },
  { key: '+', means: words.faster, act: () => changeTempo(1) },
  { key: 'm', means: words.metronome, act: toggleMetronome },
  { key: 'a', means: words.leftHand, act: () => toggleHand('left') },
  { key: 's', means: words.rightHand, act: () => toggleHand('right') },
];

let pointed: EventTarget | null = null;

function isForPage(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (document.querySelector('dialog[open]')) return false;
  if (!target || target.matches(TYPING)) return !target;
  // After a click, focus stays on the button; the space bar should still mean "play".
  return target === pointed || event.key !== ' ' || !target.matches(PRESSABLE);
}

function onKey(event: KeyboardEvent): void {
  if (!usePlayer.getState().timeline || !isForPage(event)) return;
  // "=" is "+" without the shift key.
  const key = event.key === '=' ? '+' : event.key;
  const found = SHORTCUTS.find((shortcut) =>
    shortcut.key.length === 1 ? shortcut.key === key.toLowerCase() : shortcut.key === key,
  );
  if (!found) return;
  event.preventDefault();
  found.act();
}

/** A button that was clicked must not be pressed again by the space bar that played the piece. */
function onKeyUp(event: KeyboardEvent): void {
  if (event.key === ' ' && event.target === pointed && isForPage(event)) event.preventDefault();
}

function onPointer(event: Event): void {
  pointed = event.target instanceof Element ? event.target.closest(PRESSABLE) : null;
}

function onFocus(event: FocusEvent): void {
  if (event.target !== pointed) pointed = null;
}

/** The keys work wherever nothing is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', onKey);
    addEventListener('keyup', onKeyUp);
    addEventListener('pointerdown', onPointer, true);
    addEventListener('focusin', onFocus);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('keyup', onKeyUp);
      removeEventListener('pointerdown', onPointer, true);
      removeEventListener('focusin', onFocus);
    };
  }, []);
}
