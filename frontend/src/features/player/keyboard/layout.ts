export const LOWEST_KEY = 21;
export const HIGHEST_KEY = 108;

export interface KeyRange {
  low: number;
  high: number;
}

/** A key's place across the keyboard, as shares 0..1 of its width. */
export interface Key {
  midi: number;
  black: boolean;
  left: number;
  width: number;
}

export const FULL_RANGE: KeyRange = { low: LOWEST_KEY, high: HIGHEST_KEY };

const BLACK = new Set([1, 3, 6, 8, 10]);
/** How far a black key's middle lies from the crack it covers, in white keys. */
const OFFSET: Record<number, number> = { 1: -0.1, 3: 0.1, 6: -0.13, 8: 0, 10: 0.13 };
const BLACK_WIDTH = 0.58;

export function isBlack(midi: number): boolean {
  return BLACK.has(midi % 12);
}

/** The keys from `low` to `high`; both must be white keys. */
export function keysOf({ low, high }: KeyRange): Key[] {
  const midis = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const whites = midis.filter((midi) => !isBlack(midi)).length;
  let passed = 0;
  return midis.map((midi) => {
    if (!isBlack(midi)) {
      return { midi, black: false, left: passed++ / whites, width: 1 / whites };
    }
    const middle = passed + (OFFSET[midi % 12] ?? 0);
    return {
      midi,
      black: true,
      left: (middle - BLACK_WIDTH / 2) / whites,
      width: BLACK_WIDTH / whites,
    };
  });
}

/** Whole octaves, C to B, around `midis`: at least `octaves` of them, within the 88 keys. */
export function octavesAround(midis: readonly number[], octaves = 3): KeyRange {
  if (midis.length === 0) return { low: 48, high: 48 + octaves * 12 - 1 };
  let low = Math.floor(Math.min(...midis) / 12) * 12;
  let high = Math.floor(Math.max(...midis) / 12) * 12 + 11;
  for (let upward = true; high - low + 1 < octaves * 12; upward = !upward) {
    if (upward) high += 12;
    else low -= 12;
  }
  return { low: Math.max(LOWEST_KEY, low), high: Math.min(HIGHEST_KEY, high) };
}
