import type { DrawCall } from '../canvas/draw';
import type { SoundingNote, Timeline } from '../core/timeline';
import { lowerBound } from '../core/timeline';
import { type Key, type KeyRange, keysOf } from '../keyboard/layout';

/** What is seen: how large, how far ahead, and where the piece is. */
export interface FallingView {
  width: number;
  height: number;
  pixelsPerSecond: number;
  /** Seconds. */
  position: number;
  range: KeyRange;
}

/** The strip of keys that the notes fall on, pixels. */
export const KEYS = 46;
const BLACK_SHARE = 0.62;
const NAME_WIDTH = 15;
const GAP = 1;

const floor = (view: FallingView) => view.height - KEYS;
const yAt = (view: FallingView, seconds: number) =>
  floor(view) - (seconds - view.position) * view.pixelsPerSecond;

function inSight(timeline: Timeline, view: FallingView): readonly SoundingNote[] {
  const until = view.position + floor(view) / view.pixelsPerSecond;
  const time = (note: SoundingNote) => note.on;
  const from = lowerBound(timeline.notes, view.position - timeline.longestNote, time);
  const to = lowerBound(timeline.notes, until, time);
  return timeline.notes.slice(from, to).filter((note) => note.off > view.position);
}

function barLines(timeline: Timeline, view: FallingView): DrawCall[] {
  return timeline.bars.flatMap((bar): DrawCall[] => {
    const y = yAt(view, bar.start_seconds);
    if (y < 0 || y > floor(view)) return [];
    return [
      { op: 'line', x1: 0, x2: view.width, y1: y, y2: y, stroke: 'bar', width: 1 },
      { op: 'text', x: 4, y: y - 4, text: String(bar.number), fill: 'label' },
    ];
  });
}

/** Solid with round ends for the right hand, an outlined box for the left; named where it fits. */
function noteCalls(
  view: FallingView,
  keys: ReadonlyMap<number, Key>,
  note: SoundingNote,
): DrawCall[] {
  const key = keys.get(note.midi);
  if (!key) return [];
  const bottom = Math.min(floor(view), yAt(view, note.on));
  const top = Math.max(0, yAt(view, note.off) + GAP);
  const box = {
    x: key.left * view.width + GAP,
    y: top,
    w: Math.max(2, key.width * view.width - 2 * GAP),
    h: Math.max(3, bottom - top),
  };
  const alpha = note.on <= view.position ? 1 : 0.45 + (note.velocity / 127) * 0.4;
  const shape: DrawCall =
    note.hand === 'right'
      ? { op: 'rect', ...box, radius: Math.min(5, box.w / 2), fill: 'right', alpha }
      : { op: 'frame', ...box, fill: 'leftFill', stroke: 'left', alpha };
  if (box.w < NAME_WIDTH || box.h < NAME_WIDTH) return [shape];
  const fill = note.hand === 'right' ? 'paper' : 'playhead';
  return [shape, { op: 'text', x: box.x + 3, y: bottom - 4, text: note.label, fill }];
}

/** The keys, white ones first; those that sound carry their hand. */
function keyCalls(
  view: FallingView,
  keys: readonly Key[],
  lit: ReadonlyMap<number, string>,
): DrawCall[] {
  const inOrder = [...keys].sort((a, b) => Number(a.black) - Number(b.black));
  return inOrder.map((key): DrawCall => {
    const hand = lit.get(key.midi);
    const fill = hand === 'right' ? 'right' : hand ? 'left' : key.black ? 'blackKey' : 'whiteKey';
    return {
      op: 'frame',
      x: key.left * view.width,
      y: floor(view),
      w: key.width * view.width,
      h: key.black ? KEYS * BLACK_SHARE : KEYS,
      fill,
      stroke: 'keyEdge',
      alpha: 1,
    };
  });
}

/** Falling notes as draw calls, back to front. Pure: the same score and view give the same list. */
export function fallingScene(timeline: Timeline, view: FallingView): DrawCall[] {
  const keys = keysOf(view.range);
  const byMidi = new Map(keys.map((key) => [key.midi, key]));
  const notes = inSight(timeline, view);
  const lit = new Map(
    notes.filter((note) => note.on <= view.position).map((note) => [note.midi, note.hand]),
  );
  return [
    ...barLines(timeline, view),
    ...notes.flatMap((note) => noteCalls(view, byMidi, note)),
    ...keyCalls(view, keys, lit),
  ];
}
