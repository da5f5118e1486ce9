import { describe, expect, it } from 'vitest';
import { decibels, meterShare } from './level';

describe('the level', () => {
  it('is measured in decibels below full scale', () => {
    const sine = Float32Array.from({ length: 4800 }, (_, i) => Math.sin((i * Math.PI) / 24));
    expect(decibels(sine)).toBeCloseTo(-3.01, 1);
    expect(decibels(sine.map((s) => s / 10))).toBeCloseTo(-23.01, 1);
    expect(decibels(new Float32Array(64))).toBe(-Infinity);
  });

  it('fills the meter from silence to full scale', () => {
    expect(meterShare(-Infinity)).toBe(0);
    expect(meterShare(-60)).toBe(0);
    expect(meterShare(-30)).toBe(0.5);
    expect(meterShare(3)).toBe(1);
  });
});
