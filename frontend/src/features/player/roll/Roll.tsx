import { useEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { useTheme } from '@/shared/lib/theme';
import { useReducedMotion } from '@/shared/lib/useMedia';
import type { Timeline } from '../core/timeline';
import { onFrame } from '../frames';
import { position, seek } from '../player';
import { Legend } from './Legend';
import { paint, paletteOf } from './paint';
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

/** Keeps the bitmap as sharp as the screen. */
function fit(canvas: HTMLCanvasElement): void {
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
}

/** The notes over time, moving with the sound; a click goes there. */
export function Roll({ timeline, accent }: { timeline: Timeline; accent: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  const still = useReducedMotion();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const palette = paletteOf(element);
    const draw = (at: number) =>
      paint(context, rollScene(timeline, viewOf(element, timeline, at, still)), palette);
    const resized = new ResizeObserver(() => {
      fit(element);
      draw(position());
    });
    resized.observe(element);
    const stop = onFrame(draw);
    return () => {
      stop();
      resized.disconnect();
    };
    // `theme` and `accent` change the CSS variables that the palette is read from.
  }, [timeline, still, theme, accent]);

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
