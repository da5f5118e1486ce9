import type { DrawCall } from '../canvas/draw';
import { type BarLoop, span } from '../core/course';
import type { SoundingNote, Timeline } from '../core/timeline';
import { lowerBound } from '../core/timeline';

/** What part of the piece is seen, and how large. */
export interface View {
  width: number;
  height: number;
  /** The piece's time at the left edge, seconds. */
  from: number;
  pixelsPerSecond: number;
  /** Where the piece is, seconds. */
  position: number;
  low: number;
  high: number;
  /** Bars that are played over and over. */
  loop?: BarLoop | undefined;
}

export const HEADER = 18;
export const FOOTER = 9;
/** Left of the notes, for the names of the octaves. */
export const GUTTER = 30;
const PLAYHEAD_SHARE = 0.3;
const PEDAL_DOWN = 64;
const MIN_NOTE_HEIGHT = 5;
const LOOP_ALPHA = 0.12;
const MIDDLE_C_OCTAVE = -1;

/** The left edge while playing: the playhead stays put, the music moves; pages when `still`. */
export function viewFrom(
  position: number,
  { start, duration }: Pick<Timeline, 'start' | 'duration'>,
  span: number,
  still: boolean,
): number {
  if (still) return start + Math.floor((position - start) / span + 1e-6) * span;
  return Math.max(start, Math.min(position - span * PLAYHEAD_SHARE, duration - span));
}

/** The lowest and highest row: what is played, with a little air, at least two octaves. */
export function rollRange(timeline: Timeline): { low: number; high: number } {
  const midis = timeline.notes.map((note) => note.midi);
  const low = Math.min(...midis, 60) - 2;
  return { low, high: Math.max(...midis, low + 24) + 2 };
}

const visible = (view: View) => ({
  from: view.from,
  to: view.from + (view.width - GUTTER) / view.pixelsPerSecond,
});
const xAt = (view: View, seconds: number) => GUTTER + (seconds - view.from) * view.pixelsPerSecond;
const rowHeight = (view: View) => (view.height - HEADER - FOOTER) / (view.high - view.low + 1);
const yAt = (view: View, midi: number) => HEADER + (view.high - midi) * rowHeight(view);

function octaves(view: View): { midi: number; y: number }[] {
  const lowest = Math.ceil(view.low / 12) * 12;
  const count = Math.floor((view.high - lowest) / 12) + 1;
  return Array.from({ length: count }, (_, index) => {
    const midi = lowest + index * 12;
    return { midi, y: yAt(view, midi) + rowHeight(view) };
  });
}

function octaveLines(view: View): DrawCall[] {
  const line = { op: 'line', x1: GUTTER, x2: view.width, stroke: 'row', width: 1 } as const;
  return octaves(view).map(({ y }) => ({ ...line, y1: y, y2: y }));
}

/** The names of the Cs, on a strip that hides the notes that have passed. */
function gutter(view: View): DrawCall[] {
  const strip = { x: 0, y: 0, w: GUTTER, h: view.height, radius: 0, alpha: 1 };
  return [
    { op: 'rect', fill: 'paper', ...strip },
    ...octaves(view).map(({ midi, y }): DrawCall => {
      const text = `C${midi / 12 + MIDDLE_C_OCTAVE}`;
      return { op: 'text', x: 0, y: y - 1, text, fill: 'label' };
    }),
  ];
}

function barLines(timeline: Timeline, view: View): DrawCall[] {
  const { from, to } = visible(view);
  const calls: DrawCall[] = [];
  for (const bar of timeline.bars) {
    if (bar.end_seconds < from || bar.start_seconds > to) continue;
    const x = xAt(view, bar.start_seconds);
    calls.push({ op: 'line', x1: x, y1: 0, x2: x, y2: view.height, stroke: 'bar', width: 1 });
    calls.push({ op: 'text', x: x + 5, y: 12, text: String(bar.number), fill: 'label' });
  }
  return calls;
}

/** A band behind the bars that come round. */
function loopBand(timeline: Timeline, view: View): DrawCall[] {
  if (!view.loop) return [];
  const { from, to } = span(timeline, view.loop);
  const x = Math.max(GUTTER, xAt(view, from));
  const w = Math.min(view.width, xAt(view, to)) - x;
  if (w <= 0) return [];
  return [{ op: 'rect', x, y: 0, w, h: view.height, radius: 0, fill: 'right', alpha: LOOP_ALPHA }];
}

/** What sounds stands out, what is over steps back; louder notes are stronger. */
function noteAlpha(note: SoundingNote, position: number): number {
  if (note.off <= position) return 0.35;
  return note.on <= position ? 1 : 0.45 + (note.velocity / 127) * 0.35;
}

/** The right hand is solid with round ends, the left hand an outlined box: not colour alone. */
function noteCalls(timeline: Timeline, view: View): DrawCall[] {
  const { from, to } = visible(view);
  const first = lowerBound(timeline.notes, from - timeline.longestNote, (note) => note.on);
  const last = lowerBound(timeline.notes, to, (note) => note.on);
  const row = rowHeight(view);
  const h = Math.max(MIN_NOTE_HEIGHT, row - 1);
  return timeline.notes.slice(first, last).flatMap((note): DrawCall[] => {
    if (note.off < from) return [];
    const x = xAt(view, note.on);
    const y = yAt(view, note.midi) + (row - h) / 2;
    const w = Math.max(3, (note.off - note.on) * view.pixelsPerSecond - 1);
    const alpha = noteAlpha(note, view.position);
    return note.hand === 'right'
      ? [{ op: 'rect', x, y, w, h, radius: h / 2, fill: 'right', alpha }]
      : [{ op: 'frame', x, y, w, h, fill: 'leftFill', stroke: 'left', alpha }];
  });
}

function pedalCalls(timeline: Timeline, view: View): DrawCall[] {
  const { from, to } = visible(view);
  const calls: DrawCall[] = [];
  timeline.pedal.forEach((point, index) => {
    const end = timeline.pedal[index + 1]?.at ?? timeline.duration;
    if (point.value < PEDAL_DOWN || end < from || point.at > to) return;
    const x = xAt(view, point.at);
    const w = Math.max(2, (end - point.at) * view.pixelsPerSecond - 2);
    calls.push({
      op: 'rect',
      x,
      y: view.height - 5,
      w,
      h: 3,
      radius: 1.5,
      fill: 'pedal',
      alpha: 1,
    });
  });
  return calls;
}

/** The piano roll as draw calls, back to front. Pure: the same score and view give the same list. */
export function rollScene(timeline: Timeline, view: View): DrawCall[] {
  const x = xAt(view, view.position);
  return [
    ...loopBand(timeline, view),
    ...octaveLines(view),
    ...barLines(timeline, view),
    ...pedalCalls(timeline, view),
    ...noteCalls(timeline, view),
    ...gutter(view),
    { op: 'line', x1: x, y1: 0, x2: x, y2: view.height, stroke: 'playhead', width: 1.5 },
  ];
}
