import type { BarLoop } from './course';
import type { Timeline } from './timeline';
import { lowerBound } from './timeline';

/** Where a moment falls: bar and beat count from 1. */
export interface BarBeat {
  bar: number;
  beat: number;
}

/** The index of the bar that holds `seconds`; clamped to the piece. */
export function barIndexAt(timeline: Timeline, seconds: number): number {
  const index = lowerBound(timeline.bars, seconds + 1e-6, (bar) => bar.start_seconds) - 1;
  return Math.max(0, Math.min(index, timeline.bars.length - 1));
}

/** The bars that lie between two moments, whichever comes first. */
export function barsBetween(timeline: Timeline, one: number, other: number): BarLoop {
  const from = barIndexAt(timeline, Math.min(one, other));
  return { from, to: barIndexAt(timeline, Math.max(one, other)) + 1 };
}

/** Seconds as bars from the start: 2.5 is the middle of the third bar. */
export function toBars(timeline: Timeline, seconds: number): number {
  const index = barIndexAt(timeline, seconds);
  const bar = timeline.bars[index];
  if (!bar) return 0;
  const share = (seconds - bar.start_seconds) / (bar.end_seconds - bar.start_seconds);
  return index + Math.max(0, Math.min(1, share));
}

/** The other way: bars from the start as seconds, clamped to the piece; 0 is where a pickup begins. */
export function toSeconds(timeline: Timeline, bars: number): number {
  if (bars <= 0) return timeline.start;
  const index = Math.max(0, Math.min(Math.floor(bars), timeline.bars.length - 1));
  const bar = timeline.bars[index];
  if (!bar) return 0;
  const share = Math.max(0, Math.min(1, bars - index));
  return bar.start_seconds + share * (bar.end_seconds - bar.start_seconds);
}

/** Seconds as written time: quarters from the first barline, a pickup's before 0. */
export function toQuarters(timeline: Timeline, seconds: number): number {
  const [first] = timeline.bars;
  if (first && seconds < first.start_seconds) {
    const pace = first.duration / (first.end_seconds - first.start_seconds);
    return first.onset + (seconds - first.start_seconds) * pace;
  }
  const position = toBars(timeline, seconds);
  const bar = timeline.bars[Math.min(Math.floor(position), timeline.bars.length - 1)];
  return bar ? bar.onset + (position - (bar.number - 1)) * bar.duration : 0;
}

/** How many beats a bar has. */
function beatsIn(timeline: Timeline, index: number): number {
  const bar = timeline.bars[index];
  return bar ? Math.max(1, Math.round(bar.duration / (timeline.beatLengths[index] ?? 1))) : 1;
}

/** How long a beat lasts at `seconds`, as written. */
export function beatSecondsAt(timeline: Timeline, seconds: number): number {
  const index = barIndexAt(timeline, seconds);
  const bar = timeline.bars[index];
  return bar ? (bar.end_seconds - bar.start_seconds) / beatsIn(timeline, index) : 1;
}

/** The bar and the beat that sound at `seconds`. */
export function barBeatAt(timeline: Timeline, seconds: number): BarBeat {
  const index = barIndexAt(timeline, seconds);
  const bar = timeline.bars[index];
  if (!bar) return { bar: 1, beat: 1 };
  const beats = beatsIn(timeline, index);
  const share = toBars(timeline, seconds) - index;
  return { bar: bar.number, beat: Math.min(beats, Math.floor(share * beats + 1e-6) + 1) };
}

/**
 * Where one step by whole bars leads. Backwards first returns to the start of the bar that sounds,
 * unless it has only just begun.
 */
export function stepBars(timeline: Timeline, seconds: number, steps: number): number {
  const position = toBars(timeline, seconds);
  const begun = position - Math.floor(position) > 0.15 ? 1 : 0;
  const target = Math.floor(position) + (steps < 0 ? steps + begun : steps);
  return toSeconds(timeline, Math.max(0, Math.min(target, timeline.bars.length)));
}
