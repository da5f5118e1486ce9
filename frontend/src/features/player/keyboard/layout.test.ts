import { describe, expect, it } from 'vitest';
import { FULL_RANGE, isBlack, keysOf, octavesAround } from './layout';

describe('the keyboard', () => {
  it('has 88 keys, 52 of them white, from A to C', () => {
    const keys = keysOf(FULL_RANGE);
    expect(keys).toHaveLength(88);
    expect(keys.filter((key) => !key.black)).toHaveLength(52);
    expect([keys[0]?.midi, keys.at(-1)?.midi]).toEqual([21, 108]);
  });

  it('lays white keys side by side and black keys over the cracks', () => {
    const keys = keysOf(FULL_RANGE);
    const whites = keys.filter((key) => !key.black);
    whites.forEach((key, i) => expect(key.left).toBeCloseTo(i / 52, 12));
    for (const black of keys.filter((key) => key.black)) {
      const below = keys.find((key) => key.midi === black.midi - 1)!;
      const crack = below.left + below.width;
      expect(black.left).toBeLessThan(crack);
      expect(black.left + black.width).toBeGreaterThan(crack);
    }
  });

  it('shows whole octaves around what is played', () => {
    expect(octavesAround([50, 70])).toEqual({ low: 48, high: 83 });
    expect(octavesAround([36, 88])).toEqual({ low: 36, high: 95 });
    expect(octavesAround([21, 108])).toEqual({ low: 21, high: 108 });
    for (const notes of [[60], [48, 84], [23, 40], []]) {
      const { low, high } = octavesAround(notes);
      expect(isBlack(low) || isBlack(high)).toBe(false);
      expect(high - low).toBeGreaterThanOrEqual(26);
    }
  });
});
