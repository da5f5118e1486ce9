import { describe, expect, it } from 'vitest';
import { chartOf } from './chart';

const chords = (...pairs: [string, number][]) =>
  pairs.map(([symbol, duration_beats]) => ({ symbol, duration_beats }));

describe('a chart of imported chords', () => {
  it('has a bar for each bar', () => {
    expect(chartOf(chords(['C', 4], ['Am7', 2], ['D7', 2], ['G7', 8]), '4/4')).toBe(
      'C | Am7:2 D7:2 | G7 | G7',
    );
  });

  it('counts dotted beats in compound meters', () => {
    expect(chartOf(chords(['Bb', 4], ['F7/A', 2], ['Bb', 2]), '12/8')).toBe('Bb | F7/A:2 Bb:2');
  });

  it('writes a chord over a barline on both sides', () => {
    expect(chartOf(chords(['C', 3], ['F', 2], ['C', 3]), '4/4')).toBe('C:3 F:1 | F:1 C:3');
  });
});
