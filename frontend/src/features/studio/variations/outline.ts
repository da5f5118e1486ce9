import type { ScoreOut } from '@/api';
import { usesOf } from '../piece/patterns';

const MOST_BARS = 8;

/** The chords of the first bars, bar after bar; a bar without one of its own holds the last. */
export function chartLine({ arrangement }: ScoreOut): { bars: string[][]; more: boolean } {
  const bars = arrangement.bars.slice(0, MOST_BARS).map(({ onset, duration }) => {
    const own = arrangement.chords.filter(
      (chord) => chord.onset >= onset && chord.onset < onset + duration,
    );
    return own.map(({ symbol }) => symbol);
  });
  return { bars, more: arrangement.bars.length > MOST_BARS };
}

/** What a hand does, in the order it begins to: `Stride, broken tenths`. */
export function handLine(score: ScoreOut, hand: 'left' | 'right'): string {
  return usesOf(score, hand)
    .map(({ name }, index) => (index ? name.toLowerCase() : name))
    .join(', ');
}
