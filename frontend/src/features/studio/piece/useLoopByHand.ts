import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import { usePlayer } from '@/features/player';
import { loopBars } from '@/features/player/late';
import { moveAmongChords } from './roving';

/** The number of the bar that an element lies in. */
function barOf(target: EventTarget | null): number | undefined {
  const bar = target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
  return bar ? Number(bar.dataset.bar) : undefined;
}

function loopBetween(one: number, other: number): void {
  loopBars(Math.min(one, other) - 1, Math.max(one, other));
}

/**
 * Bars of the chart chosen for the loop: drawing over them with the mouse, a click with the shift
 * key, the arrows with the shift key. A finger scrolls, as it does everywhere.
 */
export function useLoopByHand() {
  const drag = useRef<{ from: number; moved: boolean }>(undefined);
  const anchor = useRef<number>(undefined);
  const from = () => anchor.current ?? usePlayer.getState().bar;

  return {
    onPointerDown: (event: PointerEvent) => {
      const bar = barOf(event.target);
      if (!bar || event.button !== 0 || event.pointerType === 'touch' || event.shiftKey) return;
      drag.current = { from: bar, moved: false };
    },
    onPointerOver: (event: PointerEvent) => {
      const bar = barOf(event.target);
      const { current } = drag;
      if (!bar || !current || (event.buttons & 1) === 0) return;
      current.moved ||= bar !== current.from;
      if (current.moved) loopBetween(current.from, bar);
    },
    onClickCapture: (event: MouseEvent) => {
      const bar = barOf(event.target);
      const dragged = drag.current?.moved;
      drag.current = undefined;
      if (!bar || !(dragged || event.shiftKey)) {
        anchor.current = bar ?? anchor.current;
        return;
      }
      event.stopPropagation();
      if (!dragged) loopBetween(from(), bar);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const before = barOf(event.target);
      moveAmongChords(event);
      const after = barOf(document.activeElement);
      if (!before || !after || !event.key.startsWith('Arrow')) return;
      if (!event.shiftKey) anchor.current = undefined;
      else {
        anchor.current ??= before;
        loopBetween(anchor.current, after);
      }
    },
  };
}
