import { useCallback, useRef } from 'react';
import { text } from '@/shared/i18n';
import { tools } from '@/shared/i18n/tools';
import { useReducedMotion } from '@/shared/lib/useMedia';
import { Legend } from '../canvas/Legend';
import { useCanvas } from '../canvas/useCanvas';
import { loopBars } from '../controls/acts';
import { barsBetween } from '../core/bars';
import type { BarLoop } from '../core/course';
import type { Timeline } from '../core/timeline';
import { position, seek } from '../player';
import { useSettings } from '../settings';
import { GUTTER, rollRange, rollScene, viewFrom, type View } from './scene';

/** About this many seconds are in sight on a wide screen; fewer on a narrow one. */
const SECONDS_IN_SIGHT = 12;
const PIXELS_PER_SECOND = { least: 46, most: 120 };
/** A press that moves less than this is a click, pixels. */
const DRAG = 8;

function viewOf(
  canvas: HTMLCanvasElement,
  timeline: Timeline,
  at: number,
  still: boolean,
  loop?: BarLoop,
): View {
  const { clientWidth: width, clientHeight: height } = canvas;
  const wanted = width / SECONDS_IN_SIGHT;
  const pixelsPerSecond = Math.max(
    PIXELS_PER_SECOND.least,
    Math.min(PIXELS_PER_SECOND.most, wanted),
  );
  const from = viewFrom(at, timeline, (width - GUTTER) / pixelsPerSecond, still);
  return { width, height, from, pixelsPerSecond, position: at, loop, ...rollRange(timeline) };
}

/** A click goes to a moment; dragging, or a click with the shift key, loops the bars between. */
function useHand(timeline: Timeline, still: boolean) {
  const press = useRef<{ x: number; at: number; dragged: boolean }>(undefined);
  const moment = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const view = viewOf(event.currentTarget, timeline, position(), still);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return view.from + (x - GUTTER) / view.pixelsPerSecond;
  };
  const loopTo = (from: number, to: number) => {
    const bars = barsBetween(timeline, from, to);
    loopBars(bars.from, bars.to);
  };
  return {
    onPointerDown: (event: React.PointerEvent<HTMLCanvasElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { x: event.clientX, at: moment(event), dragged: false };
    },
    onPointerMove: (event: React.PointerEvent<HTMLCanvasElement>) => {
      const { current } = press;
      if (!current) return;
      current.dragged ||= Math.abs(event.clientX - current.x) > DRAG;
      if (current.dragged) loopTo(current.at, moment(event));
    },
    onPointerUp: (event: React.PointerEvent<HTMLCanvasElement>) => {
      const { current } = press;
      press.current = undefined;
      if (!current || current.dragged) return;
      if (event.shiftKey) loopTo(position(), current.at);
      else seek(current.at);
    },
    onPointerCancel: () => (press.current = undefined),
  };
}

/** The notes over time, moving with the sound; a click goes there. */
export function Roll({ timeline, accent }: { timeline: Timeline; accent: string }) {
  const still = useReducedMotion();
  const loop = useSettings((state) => state.loop);
  const scene = useCallback(
    (element: HTMLCanvasElement, at: number) =>
      rollScene(timeline, viewOf(element, timeline, at, still, loop)),
    [timeline, still, loop],
  );
  const canvas = useCanvas(scene, accent);
  const hand = useHand(timeline, still);
  return (
    <div className="grid gap-2">
      <canvas
        ref={canvas}
        role="img"
        aria-label={text.player.roll}
        title={tools.loop.hint}
        className="block h-44 w-full cursor-crosshair touch-pan-y md:h-52"
        {...hand}
      />
      <Legend pedal />
    </div>
  );
}
