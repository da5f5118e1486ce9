import { describe, expect, it } from 'vitest';
import { peakLevel, secondsAt, shapeOf } from './shape';

describe('a waveform', () => {
  it('is drawn along its peaks and back along its troughs', () => {
    const peaks = [
      [-0.5, 0.25],
      [-1, 1],
    ] as const;
    expect(shapeOf(peaks)).toBe('M0 -0.25L1 -1L1 1L0 0.5Z');
    expect(shapeOf([])).toBe('');
  });

  it('is as loud as its loudest sample', () => {
    expect(peakLevel([[-0.5, 0.25]])).toBeCloseTo(-6.02, 2);
    expect(peakLevel([[0, 1]])).toBe(0);
    expect(peakLevel([[0, 0]])).toBe(-Infinity);
  });

  it('is as long as the sound', () => {
    expect(secondsAt(0.25, 40)).toBe(10);
    expect(secondsAt(-1, 40)).toBe(0);
    expect(secondsAt(2, 40)).toBe(40);
  });
});
