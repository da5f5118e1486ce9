import { describe, expect, it } from 'vitest';
import { barBeatAt, stepBars, toBars, toSeconds } from './bars';
import { fixtureScore } from '@/shared/testing/score';
import { timelineOf } from './timeline';

const common = timelineOf(fixtureScore({ bars: 4 }));
const compound = timelineOf(fixtureScore({ bars: 2, meter: '12/8', barQuarters: 6 }));

describe('bars and seconds', () => {
  it('turn into one another', () => {
    expect(toBars(common, 0)).toBe(0);
    expect(toBars(common, 3)).toBe(1.5);
    expect(toBars(common, 8)).toBe(4);
    expect(toSeconds(common, 1.5)).toBe(3);
    expect(toSeconds(common, 9)).toBe(8);
    for (const seconds of [0, 0.7, 1.999, 2, 5.3, 7.9]) {
      expect(toSeconds(common, toBars(common, seconds))).toBeCloseTo(seconds, 9);
    }
  });

  it('count bars and beats from one', () => {
    expect(barBeatAt(common, 0)).toEqual({ bar: 1, beat: 1 });
    expect(barBeatAt(common, 1.99)).toEqual({ bar: 1, beat: 4 });
    expect(barBeatAt(common, 2)).toEqual({ bar: 2, beat: 1 });
    expect(barBeatAt(common, 8)).toEqual({ bar: 4, beat: 4 });
  });

  it('count four dotted beats in 12/8', () => {
    expect(barBeatAt(compound, 0.74)).toEqual({ bar: 1, beat: 1 });
    expect(barBeatAt(compound, 0.75)).toEqual({ bar: 1, beat: 2 });
    expect(barBeatAt(compound, 2.9)).toEqual({ bar: 1, beat: 4 });
  });

  it('step as a musician expects', () => {
    expect(stepBars(common, 3, 1)).toBe(4);
    expect(stepBars(common, 3, -1)).toBe(2);
    expect(stepBars(common, 2.1, -1)).toBe(0);
    expect(stepBars(common, 7, 1)).toBe(8);
    expect(stepBars(common, 0, -1)).toBe(0);
  });
});
