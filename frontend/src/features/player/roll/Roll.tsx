import { useCallback } from 'react';
import { text } from '@/shared/i18n';
import { useReducedMotion } from '@/shared/lib/useMedia';
import { Legend } from '../canvas/Legend';
import { useCanvas } from '../canvas/useCanvas';
import type { Timeline } from '../core/timeline';
import { position, seek } from '../player';
import { GUTTER, rollRange, rollScene, viewFrom, type View } from './scene';

/** About this many seconds are in sight on a wide screen; fewer on a narrow one. */
const SECONDS_IN_SIGHT = 12;
const PIXELS_PER_SECOND = { least: 46, most: 120 };

function viewOf(canvas: HTMLCanvasElement, timeline: Timeline, at: number, still: boolean): View {
  const { clientWidth: width, clientHeight: height } = canvas;
  const wanted = width / SECONDS_IN_SIGHT;
  const pixelsPerSecond = Math.max(
    PIXELS_PER_SECOND.least,
    Math.min(PIXELS_PER_SECOND.most, wanted),
  );
  const from = viewFrom(at, timeline.duration, (width - GUTTER) / pixelsPerSecond, still);
  return { width, height, from, pixelsPerSecond, position: at, ...rollRange(timeline) };
}

/** The notes over time, moving with the sound; a click goes there. */
export function Roll({ timeline, accent }: { timeline: Timeline; accent: string }) {
  const still = useReducedMotion();
  const scene = useCallback(
    (element: HTMLCanvasElement, at: number) =>
      rollScene(timeline, viewOf(element, timeline, at, still)),
    [timeline, still],
  );
  const canvas = useCanvas(scene, accent);

  const jump = (event: React.MouseEvent<HTMLCanvasElement>) => {
    const view = viewOf(event.currentTarget, timeline, position(), still);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    seek(view.from + (x - GUTTER) / view.pixelsPerSecond);
  };
  return (
    <div className="grid gap-2">
      <canvas
        ref={canvas}
        role="img"
        aria-label={text.player.roll}
        onClick={jump}
        className="block h-44 w-full cursor-crosshair md:h-52"
      />
      <Legend />
    </div>
  );
}
