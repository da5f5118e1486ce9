import type { DrawCall } from '../canvas/draw';
import type { Timeline } from '../core/timeline';

const MARGIN = 2;
const LEAST = { width: 1.5, height: 2 };

export interface Frame {
  width: number;
  height: number;
  /** Where the piece is, seconds; undefined while it is not this one that sounds. */
  position: number | undefined;
}

/** A whole piece at a glance: a picture to tell one from another, not to read notes from. */
export function thumbScene(timeline: Timeline, { width, height, position }: Frame): DrawCall[] {
  const midis = timeline.notes.map(({ midi }) => midi);
  const low = Math.min(...midis, 60);
  const high = Math.max(...midis, low + 24);
  const row = (height - 2 * MARGIN) / (high - low + 1);
  const scale = width / Math.max(timeline.duration, 1e-3);
  const h = Math.max(LEAST.height, row - 0.5);
  const bars = timeline.bars.slice(1).map(({ start_seconds }): DrawCall => ({
    op: 'line',
    x1: start_seconds * scale,
    y1: 0,
    x2: start_seconds * scale,
    y2: height,
    stroke: 'row',
    width: 1,
  }));
  const notes = timeline.notes.map(({ hand, midi, on, off }): DrawCall => {
    const x = on * scale;
    const y = MARGIN + (high - midi) * row;
    const w = Math.max(LEAST.width, (off - on) * scale - 0.5);
    return hand === 'right'
      ? { op: 'rect', x, y, w, h, radius: h / 2, fill: 'right', alpha: 1 }
      : { op: 'rect', x, y, w, h, radius: 0, fill: 'left', alpha: 0.75 };
  });
  if (position === undefined) return [...bars, ...notes];
  const x = position * scale;
  return [
    ...bars,
    ...notes,
    { op: 'line', x1: x, y1: 0, x2: x, y2: height, stroke: 'playhead', width: 1.5 },
  ];
}
