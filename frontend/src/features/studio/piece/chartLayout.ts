import type { ScoreChord, ScoreOut } from '@/api';

/** A chord, or the rest of one that began in an earlier bar, inside one bar. */
export interface Segment {
  chord: ScoreChord;
  held: boolean;
  /** How long it lasts in this bar, quarters. */
  quarters: number;
}

export interface ChartBar {
  number: number;
  segments: Segment[];
  /** How wide the bar's symbols run, in characters; the chart sets its type by it. */
  characters: number;
}

export interface ChartSection {
  id: string;
  label: string;
  bars: ChartBar[];
}

const SHORTEST = 1e-4;
const GAP_CHARACTERS = 1.5;
const DENSE_CHARACTERS = 18;

function charactersOf(segments: readonly Segment[]): number {
  return segments.reduce(
    (sum, { held, chord }) => sum + (held ? 1 : chord.symbol.length) + GAP_CHARACTERS,
    0,
  );
}

/** The chords as a musician writes them down: sections of bars, each bar filled from edge to edge. */
export function chartSections({ arrangement }: ScoreOut): ChartSection[] {
  const { sections, bars, chords } = arrangement;
  return sections.map((section) => ({
    id: section.id,
    label: section.label,
    bars: bars
      .filter((bar) => bar.section_id === section.id)
      .map((bar) => {
        const end = bar.onset + bar.duration;
        const segments = chords.flatMap((chord): Segment[] => {
          const from = Math.max(chord.onset, bar.onset);
          const quarters = Math.min(chord.onset + chord.duration, end) - from;
          const held = chord.onset < bar.onset - SHORTEST;
          return quarters > SHORTEST ? [{ chord, held, quarters }] : [];
        });
        return { number: bar.number, segments, characters: charactersOf(segments) };
      }),
  }));
}

/** Whether a narrow bar must set its chords in two lines to keep them readable. */
export function isDense(bar: ChartBar): boolean {
  return bar.segments.length > 2 && bar.characters > DENSE_CHARACTERS;
}

/** The width most bars fit into, in characters: type is set by it, and denser bars shrink alone. */
export function usualCharacters(sections: readonly ChartSection[]): number {
  const all = sections.flatMap((s) => s.bars.map((bar) => bar.characters)).sort((a, b) => a - b);
  return all[Math.floor((all.length - 1) * 0.9)] ?? 1;
}
