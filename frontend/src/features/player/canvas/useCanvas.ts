import { type RefObject, useEffect, useRef } from 'react';
import { useTheme } from '@/shared/lib/theme';
import { onFrame } from '../frames';
import { position } from '../player';
import type { DrawCall } from './draw';
import { paint, paletteOf } from './paint';

/** Keeps the bitmap as sharp as the screen. */
function fit(canvas: HTMLCanvasElement): void {
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
}

/**
 * A canvas that follows the sound. `scene` gives the draw calls for a moment of the piece; keep it
 * the same function while nothing else changes. `accent` names what changes the CSS colours.
 */
export function useCanvas(
  scene: (canvas: HTMLCanvasElement, at: number) => readonly DrawCall[],
  accent: string,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const palette = paletteOf(element);
    const draw = (at: number) => paint(context, scene(element, at), palette);
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
  }, [scene, theme, accent]);
  return canvas;
}
