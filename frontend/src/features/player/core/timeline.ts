import type { BarOut, ScoreOut } from '@/api';
import { noteName } from '@/shared/lib/notation';

export type Hand = 'left' | 'right';

/** A note as it sounds: seconds from the first barline. */
export interface SoundingNote {
  id: string;
  midi: number;
  /** Spelled, with music signs and without the octave. */
  label: string;
  hand: Hand;
  velocity: number;
  on: number;
  off: number;
  chordId: string;
}

export interface ChordSpan {
  id: string;
  start: number;
  end: number;
  symbol: string;
  midi: readonly number[];
}

export interface PedalPoint {
  at: number;
  value: number;
}

/** A beat of the meter: where a metronome clicks. */
export interface Beat {
  at: number;
  /** The first beat of a bar. */
  first: boolean;
}

/** Something to send to the instrument at a time of the piece, in seconds. */
export type PlayEvent =
  | { at: number; kind: 'off'; hand: Hand; midi: number }
  | { at: number; kind: 'pedal'; value: number }
  | { at: number; kind: 'on'; hand: Hand; midi: number; velocity: number; off: number };

/** A piece made ready to draw and to play: everything in seconds, everything sorted. */
export interface Timeline {
  notes: readonly SoundingNote[];
  events: readonly PlayEvent[];
  pedal: readonly PedalPoint[];
  bars: readonly BarOut[];
  chords: readonly ChordSpan[];
  /** Quarters in a beat, for each bar. */
  beatLengths: readonly number[];
  beats: readonly Beat[];
  /** Beats of the meter a minute, as written. */
  tempo: number;
  /** When the first sound begins: before 0 where a pickup leads into the first bar. */
  start: number;
  duration: number;
  longestNote: number;
}

const SHORTEST_NOTE = 0.03;
const GAP_BEFORE_REPEAT = 0.005;
/** At the same moment: let go, then pedal, then strike. */
const ORDER = { off: 0, pedal: 1, on: 2 } as const;

/** Quarters in one beat: a dotted quarter in 6/8, 9/8 and 12/8, a half in 2/2. */
export function beatLength(timeSignature: string): number {
  const [count = 4, unit = 4] = timeSignature.split('/').map(Number);
  const single = 4 / unit;
  return unit >= 8 && count % 3 === 0 ? single * 3 : single;
}

/** The first index whose item is at or after `at`. */
export function lowerBound<T>(items: readonly T[], at: number, time: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time(items[middle] as T) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One key cannot be struck while it is down: a note ends just before the same key's next one. */
export function endBeforeRepeats(notes: SoundingNote[]): SoundingNote[] {
  const next = new Map<string, number>();
  return [...notes]
    .sort((a, b) => b.on - a.on)
    .map((note) => {
      const key = `${note.hand}${note.midi}`;
      const limit = (next.get(key) ?? Infinity) - GAP_BEFORE_REPEAT;
      next.set(key, note.on);
      return { ...note, off: Math.max(note.on + SHORTEST_NOTE, Math.min(note.off, limit)) };
    })
    .sort((a, b) => a.on - b.on || a.midi - b.midi);
}

function soundingNotes(score: ScoreOut): SoundingNote[] {
  const written = new Map(score.arrangement.notes.map((note) => [note.id, note]));
  const notes = score.performance.notes.flatMap((heard): SoundingNote[] => {
    const note = written.get(heard.note_id);
    if (!note) return [];
    return [
      {
        id: note.id,
        midi: note.midi,
        label: noteName(note.pitch).replace(/-?\d+$/, ''),
        hand: note.hand,
        velocity: heard.velocity,
        on: heard.onset,
        off: heard.onset + heard.duration,
        chordId: note.chord_id,
      },
    ];
  });
  return endBeforeRepeats(notes);
}

function playEvents(notes: readonly SoundingNote[], pedal: readonly PedalPoint[]): PlayEvent[] {
  const events: PlayEvent[] = pedal.map(({ at, value }) => ({ at, kind: 'pedal', value }));
  for (const { on, off, hand, midi, velocity } of notes) {
    events.push({ at: on, kind: 'on', hand, midi, velocity, off });
    events.push({ at: off, kind: 'off', hand, midi });
  }
  return events.sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind]);
}

/** Evenly through each bar, as the bar's own seconds have it. */
function beatsOf(bars: readonly BarOut[], beatLengths: readonly number[]): Beat[] {
  return bars.flatMap((bar, index) => {
    const count = Math.max(1, Math.round(bar.duration / (beatLengths[index] ?? 1)));
    const step = (bar.end_seconds - bar.start_seconds) / count;
    return Array.from({ length: count }, (_, beat) => ({
      at: bar.start_seconds + beat * step,
      first: beat === 0,
    }));
  });
}

/** The beats of a pickup, counted back from the first barline as the first bar has them. */
function beatsBefore(beats: readonly Beat[], bars: readonly BarOut[], start: number): Beat[] {
  const [bar] = bars;
  if (!bar || start >= 0) return [];
  const length = bar.end_seconds - bar.start_seconds;
  return beats
    .filter(({ at }) => at < bar.end_seconds - 1e-6)
    .map(({ at, first }) => ({ at: at - length, first }))
    .filter(({ at }) => at >= start - 1e-6);
}

/** The score's JSON as a timeline. A performed note with no written one is left out. */
export function timelineOf(score: ScoreOut): Timeline {
  const { arrangement, performance } = score;
  const notes = soundingNotes(score);
  const pedal = performance.pedal
    .map(({ onset, value }) => ({ at: onset, value }))
    .sort((a, b) => a.at - b.at);
  const meters = new Map(arrangement.sections.map((s) => [s.id, s.time_signature]));
  const beatLengths = arrangement.bars.map((bar) =>
    beatLength(meters.get(bar.section_id) ?? '4/4'),
  );
  const beats = beatsOf(arrangement.bars, beatLengths);
  const led = arrangement.notes.some((note) => note.onset < 0);
  const start = led ? Math.min(0, notes[0]?.on ?? 0) : 0;
  return {
    notes,
    pedal,
    events: playEvents(notes, pedal),
    bars: arrangement.bars,
    chords: arrangement.chords.map((chord) => ({
      id: chord.id,
      start: chord.start_seconds,
      end: chord.end_seconds,
      symbol: chord.symbol,
      midi: chord.midi_notes,
    })),
    beatLengths,
    beats: [...beatsBefore(beats, arrangement.bars, start), ...beats],
    tempo: score.metadata.tempo,
    start,
    duration: performance.duration,
    longestNote: notes.reduce((longest, note) => Math.max(longest, note.off - note.on), 0),
  };
}

/** The events from `from` up to, not including, `to`. */
export function eventsBetween(timeline: Timeline, from: number, to: number): readonly PlayEvent[] {
  const time = (event: PlayEvent) => event.at;
  const start = lowerBound(timeline.events, from, time);
  return timeline.events.slice(start, lowerBound(timeline.events, to, time));
}

/** The beats from `from` up to, not including, `to`. */
export function beatsBetween(timeline: Timeline, from: number, to: number): readonly Beat[] {
  const time = (beat: Beat) => beat.at;
  const start = lowerBound(timeline.beats, from, time);
  return timeline.beats.slice(start, lowerBound(timeline.beats, to, time));
}

/** The notes that are held down at `at`, low to high in time. */
export function soundingAt(timeline: Timeline, at: number): SoundingNote[] {
  const time = (note: SoundingNote) => note.on;
  const from = lowerBound(timeline.notes, at - timeline.longestNote, time);
  const to = lowerBound(timeline.notes, at + 1e-9, time);
  return timeline.notes.slice(from, to).filter((note) => note.off > at);
}

/** The pedal's value in force just before `at`. */
export function pedalAt(timeline: Timeline, at: number): number {
  const index = lowerBound(timeline.pedal, at, (point) => point.at);
  return timeline.pedal[index - 1]?.value ?? 0;
}

/** The index of the chord at `at`; the last one after the end, -1 before the first. */
export function chordIndexAt(timeline: Timeline, at: number): number {
  return lowerBound(timeline.chords, at + 1e-6, (chord) => chord.start) - 1;
}
