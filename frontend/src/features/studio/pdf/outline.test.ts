import { describe, expect, it } from 'vitest';
import { outlineOf, type Segment } from './outline';

const ends = (segments: Segment[]) =>
  segments.map((segment) => (segment.op === 'h' ? 'h' : segment.to.map((n) => +n.toFixed(3))));

describe('an SVG path', () => {
  it('runs through absolute and relative points alike', () => {
    const same = [
      'M1 2L4 2L4 6L1 6Z',
      'm1 2l3 0l0 4l-3 0z',
      'M1,2H4V6H1z',
      'm1 2h3v4h-3Z',
      'M1 2 4 2 4 6 1 6Z',
    ];
    for (const d of same) expect(outlineOf(d)).toEqual(outlineOf(same[0]!));
    expect(ends(outlineOf(same[0]!))).toEqual([[1, 2], [4, 2], [4, 6], [1, 6], 'h']);
  });

  it('reads numbers that touch', () => {
    expect(ends(outlineOf('M.5-.5L1.5.25-3e-1 2'))).toEqual([
      [0.5, -0.5],
      [1.5, 0.25],
      [-0.3, 2],
    ]);
  });

  it('knows every curve as a cubic one', () => {
    const [, quadratic] = outlineOf('M0 0Q3 3 6 0');
    expect(quadratic).toEqual({ op: 'c', one: [2, 2], two: [4, 2], to: [6, 0] });
    const [, , smooth] = outlineOf('M0 0C0 1 2 1 2 0S4 -1 4 0');
    expect(smooth).toEqual({ op: 'c', one: [2, -1], two: [4, -1], to: [4, 0] });
    const [, , again] = outlineOf('M0 0Q1 1 2 0T4 0');
    expect(again).toMatchObject({ to: [4, 0] });
  });

  it('turns an arc into curves that stay on the circle', () => {
    const segments = outlineOf('M10 0A10 10 0 1 1 -10 0');
    expect(ends(segments).at(-1)).toEqual([-10, 0]);
    for (const segment of segments.slice(1)) {
      if (segment.op !== 'c') throw new Error('An arc is made of curves.');
      expect(Math.hypot(...segment.to)).toBeCloseTo(10, 6);
      expect(Math.hypot(...segment.one)).toBeCloseTo(Math.hypot(...segment.two), 6);
    }
    expect(segments.some((s) => s.op === 'c' && s.to[1] > 9)).toBe(true);
  });
});
