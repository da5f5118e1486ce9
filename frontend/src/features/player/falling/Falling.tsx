import { useCallback, useMemo } from 'react';
import { text } from '@/shared/i18n';
import { Legend } from '../canvas/Legend';
import { useCanvas } from '../canvas/useCanvas';
import type { Timeline } from '../core/timeline';
import { octavesAround } from '../keyboard/layout';
import { fallingScene } from './scene';

/** How long a note takes from the top edge to its key. */
const SECONDS_AHEAD = 3.2;
const LEAST_OCTAVES = 4;

/** The notes on their way down to the keys. */
export function Falling({ timeline, accent }: { timeline: Timeline; accent: string }) {
  const range = useMemo(
    () =>
      octavesAround(
        timeline.notes.map((note) => note.midi),
        LEAST_OCTAVES,
      ),
    [timeline],
  );
  const scene = useCallback(
    ({ clientWidth: width, clientHeight: height }: HTMLCanvasElement, position: number) =>
      fallingScene(timeline, {
        width,
        height,
        range,
        position,
        pixelsPerSecond: height / SECONDS_AHEAD,
      }),
    [timeline, range],
  );
  const canvas = useCanvas(scene, accent);
  return (
    <div className="grid gap-2">
      <canvas
        ref={canvas}
        role="img"
        aria-label={text.player.falling}
        className="block h-80 w-full md:h-96"
      />
      <Legend />
    </div>
  );
}
