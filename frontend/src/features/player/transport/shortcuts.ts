import { useEffect } from 'react';
import { seekToBar, stepBy, toggle, usePlayer } from '../player';

/** Where typing means typing. */
const TYPING = 'input:not([type=range]), textarea, select, [contenteditable]';
/** Where the space bar already means something, if the keyboard brought the user there. */
const PRESSABLE = 'button, a[href], summary, input:not([type=range]), [role=button]';

let pointed: EventTarget | null = null;

function isForPage(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (!target || target.matches(TYPING)) return !target;
  // After a click, focus stays on the button; the space bar should still mean "play".
  return target === pointed || !target.matches(PRESSABLE);
}

function onKey(event: KeyboardEvent): void {
  if (!usePlayer.getState().timeline || !isForPage(event)) return;
  const act = {
    ' ': toggle,
    ArrowLeft: () => stepBy(-1),
    ArrowRight: () => stepBy(1),
    Home: () => seekToBar(0),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
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

/** Space plays and pauses, arrows move by bars, Home returns to the start. */
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
