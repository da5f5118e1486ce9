import type { ScoreOut } from '@/api';

interface FixtureNote {
  midi: number;
  pitch: string;
  on: number;
  length: number;
  hand?: 'left' | 'right';
}

interface FixtureOptions {
  bars?: number;
  meter?: string;
  /** Quarters in a bar. */
  barQuarters?: number;
  secondsPerQuarter?: number;
  notes?: FixtureNote[];
  pedal?: { onset: number; value: number }[];
  /** One chord for each entry: symbol, onset and duration in quarters. */
  chords?: [string, number, number][];
}

/** A small score for unit tests; times of notes are seconds, of chords quarters. */
export function fixtureScore(options: FixtureOptions = {}): ScoreOut {
  const { bars = 4, meter = '4/4', barQuarters = 4, secondsPerQuarter = 0.5 } = options;
  const barSeconds = barQuarters * secondsPerQuarter;
  const notes = options.notes ?? [{ midi: 60, pitch: 'C4', on: 0, length: 1 }];
  const chords = options.chords ?? [['C', 0, bars * barQuarters]];
  const score = {
    id: 'fixture',
    seed: 1,
    metadata: { num_bars: bars, time_signature: meter, tempo: 60 / secondsPerQuarter },
    arrangement: {
      sections: [{ id: 's0', label: 'A', start_bar: 1, bars, time_signature: meter }],
      phrases: [],
      bars: Array.from({ length: bars }, (_, index) => ({
        number: index + 1,
        onset: index * barQuarters,
        duration: barQuarters,
        start_seconds: index * barSeconds,
        end_seconds: (index + 1) * barSeconds,
        section_id: 's0',
      })),
      chords: chords.map(([symbol, onset, duration], index) => ({
        id: `c${index}`,
        symbol,
        function: 'I',
        onset,
        duration,
        start_seconds: onset * secondsPerQuarter,
        end_seconds: (onset + duration) * secondsPerQuarter,
        section: 's0',
        midi_notes: [48, 60],
      })),
      notes: notes.map((note, index) => ({
        id: `n${index}`,
        pitch: note.pitch,
        midi: note.midi,
        hand: note.hand ?? 'right',
        onset: note.on / secondsPerQuarter,
        chord_id: 'c0',
      })),
    },
    performance: {
      notes: notes.map((note, index) => ({
        note_id: `n${index}`,
        onset: note.on,
        duration: note.length,
        velocity: 64 + index,
      })),
      pedal: options.pedal ?? [],
      tempo_map: [],
      duration: bars * barSeconds,
    },
  };
  return score as unknown as ScoreOut;
}
