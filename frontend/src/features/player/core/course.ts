import type { Hand, Timeline } from './timeline';

/** Bars `from` up to, not including, `to`, counted from 0: bounds that survive a change of tempo. */
export interface BarLoop {
  from: number;
  to: number;
}

/** Each time round, faster by `step` until `to`; both are shares of the written tempo. */
export interface Ramp {
  step: number;
  to: number;
}

/** How a piece is to be played. What is written stays as it is. */
export interface Settings {
  /** Share of the written tempo. */
  rate: number;
  loop: BarLoop | undefined;
  ramp: Ramp | undefined;
  /** Semitones. */
  transpose: number;
  muted: readonly Hand[];
  metronome: boolean;
  /** Whole bars clicked before the first note. */
  countIn: number;
}

export const RATE = { least: 0.25, most: 2 } as const;
export const TRANSPOSE = { least: -12, most: 12 } as const;
export const COUNT_IN = { least: 0, most: 4 } as const;

export const AS_WRITTEN: Settings = {
  rate: 1,
  loop: undefined,
  ramp: undefined,
  transpose: 0,
  muted: [],
  metronome: false,
  countIn: 0,
};

export function clamp(value: number, { least, most }: { least: number; most: number }): number {
  return Math.max(least, Math.min(most, value));
}

/** A stretch at one tempo: the piece's seconds `from` to `to`, `from` sounding at `anchor`. */
export interface Leg {
  /** Seconds of the audio clock. */
  anchor: number;
  from: number;
  to: number;
  rate: number;
}

/** When a moment of the piece sounds, on the audio clock. */
export function heardAt(leg: Leg, at: number): number {
  return leg.anchor + (at - leg.from) / leg.rate;
}

/** What moment of the piece sounds at `time` of the audio clock; clamped to the leg. */
export function pieceAt(leg: Leg, time: number): number {
  const at = leg.from + (time - leg.anchor) * leg.rate;
  return Math.max(leg.from, Math.min(at, leg.to));
}

/** The piece's seconds that a loop covers; the whole piece, with its pickup, without one. */
export function span(timeline: Timeline, loop: BarLoop | undefined): { from: number; to: number } {
  const first = timeline.bars[loop?.from ?? 0];
  const last = timeline.bars[(loop?.to ?? timeline.bars.length) - 1];
  if (!loop || !first || !last) {
    return { from: timeline.start, to: timeline.duration };
  }
  // The last chord of a piece rings past its last barline.
  const ends = loop.to >= timeline.bars.length ? timeline.duration : last.end_seconds;
  return { from: first.start_seconds, to: Math.max(first.start_seconds + 0.1, ends) };
}

/** The tempo of the next time round. */
export function climbed(rate: number, ramp: Ramp | undefined): number {
  if (!ramp || rate >= ramp.to) return rate;
  return Math.min(ramp.to, rate + ramp.step);
}

/** A click before the music: seconds before the first note, and whether it opens a bar. */
export interface CountInClick {
  before: number;
  first: boolean;
}

/**
 * `bars` whole bars of clicks that lead into `at`, early to late. Starting inside a bar, that bar's
 * beats up to `at` are counted too, so that the first note comes where the count expects it. A
 * pickup is counted as the end of a bar like the first one.
 */
export function countInClicks(timeline: Timeline, at: number, bars: number): CountInClick[] {
  const index = timeline.bars.findLastIndex((bar) => bar.start_seconds <= at + 1e-6);
  const bar = timeline.bars[Math.max(0, index)];
  if (bars < 1 || !bar) return [];
  if (index < 0) return countInClicks(timeline, at + bar.end_seconds - bar.start_seconds, bars);
  const beats = timeline.beats.filter(
    (beat) => beat.at >= bar.start_seconds - 1e-9 && beat.at < bar.end_seconds - 1e-9,
  );
  const length = bar.end_seconds - bar.start_seconds;
  const inBar = Math.max(0, at - bar.start_seconds);
  const whole = Array.from({ length: bars }, (_, i) => (bars - i) * length + inBar).flatMap(
    (start) =>
      beats.map((beat) => ({ before: start - (beat.at - bar.start_seconds), first: beat.first })),
  );
  const rest = beats
    .filter((beat) => beat.at < at - 1e-6)
    .map((beat) => ({ before: at - beat.at, first: beat.first }));
  return [...whole, ...rest];
}
