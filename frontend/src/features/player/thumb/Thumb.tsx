import { useCallback } from 'react';
import { useCanvas } from '../canvas/useCanvas';
import type { Timeline } from '../core/timeline';
import { thumbScene } from './scene';

interface ThumbProps {
  timeline: Timeline;
  /** What the colours follow. */
  accent: string;
  /** Whether it is this piece that sounds. */
  sounds: boolean;
  label: string;
}

/** A small picture of a whole piece, with a line where it sounds. */
export function Thumb({ timeline, accent, sounds, label }: ThumbProps) {
  const scene = useCallback(
    ({ clientWidth: width, clientHeight: height }: HTMLCanvasElement, at: number) =>
      thumbScene(timeline, { width, height, position: sounds ? at : undefined }),
    [timeline, sounds],
  );
  const canvas = useCanvas(scene, accent);
  return <canvas ref={canvas} role="img" aria-label={label} className="block h-24 w-full" />;
}
