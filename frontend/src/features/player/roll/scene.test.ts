import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import type { DrawCall } from '../canvas/draw';
import { timelineOf } from '../core/timeline';
import { FOOTER, GUTTER, HEADER, rollRange, rollScene, viewFrom, type View } from './scene';

const timeline = timelineOf(
  fixtureScore({
    bars: 4,
    notes: [
      { midi: 48, pitch: 'C3', on: 0, length: 1, hand: 'left' },
      { midi: 72, pitch: 'C5', on: 1, length: 1 },
      { midi: 76, pitch: 'E5', on: 6, length: 1 },
    ],
    pedal: [
      { onset: 0, value: 127 },
      { onset: 1.5, value: 0 },
      { onset: 5, value: 127 },
    ],
  }),
);
const view: View = {
  width: 400 + GUTTER,
  height: 200,
  from: 0,
  pixelsPerSecond: 100,
  position: 3,
  low: 40,
  high: 80,
};
const of = <K extends DrawCall['op']>(calls: DrawCall[], op: K) =>
  calls.filter((call): call is Extract<DrawCall, { op: K }> => call.op === op);

describe('the piano roll', () => {
  it('draws only what can be seen', () => {
    const calls = rollScene(timeline, view);
    expect(of(calls, 'frame')).toHaveLength(1);
    expect(of(calls, 'rect').filter((call) => call.fill === 'right')).toHaveLength(1);
    const later = rollScene(timeline, { ...view, from: 4, position: 4 });
    expect(of(later, 'frame')).toHaveLength(0);
    expect(of(later, 'rect').find((call) => call.fill === 'right')?.x).toBe(GUTTER + 200);
  });

  it('tells the hands apart by shape as well as by colour', () => {
    const calls = rollScene(timeline, view);
    const left = of(calls, 'frame')[0]!;
    const right = of(calls, 'rect').find((call) => call.fill === 'right')!;
    expect([left.stroke, left.x, left.w]).toEqual(['left', GUTTER, 99]);
    expect([right.x, right.radius]).toEqual([GUTTER + 100, right.h / 2]);
    expect(right.y).toBeLessThan(left.y);
  });

  it('keeps notes between the header and the pedal', () => {
    const { low, high } = rollRange(timeline);
    for (const call of [...of(rollScene(timeline, { ...view, low, high }), 'frame')]) {
      expect(call.y).toBeGreaterThanOrEqual(HEADER);
      expect(call.y + call.h).toBeLessThanOrEqual(view.height - FOOTER);
    }
  });

  it('numbers the bars, and marks the pedal while it is down', () => {
    const calls = rollScene(timeline, view);
    const numbers = of(calls, 'text').map((call) => call.text);
    expect(numbers).toEqual(expect.arrayContaining(['1', '2', '3', 'C4']));
    expect(numbers).not.toContain('4');
    const pedal = of(calls, 'rect').filter((call) => call.fill === 'pedal');
    expect(pedal.map((call) => [call.x, call.w])).toEqual([[GUTTER, 148]]);
  });

  it('lights the note that sounds and puts the playhead on it', () => {
    const calls = rollScene(timeline, { ...view, position: 1.5 });
    expect(of(calls, 'rect').find((call) => call.fill === 'right')?.alpha).toBe(1);
    expect(of(calls, 'frame')[0]?.alpha).toBeLessThan(0.5);
    const playhead = of(calls, 'line').find((call) => call.stroke === 'playhead');
    expect(playhead?.x1).toBe(GUTTER + 150);
  });

  it('scrolls under a steady playhead, and turns pages where motion is unwelcome', () => {
    const minute = { start: 0, duration: 60 };
    expect(viewFrom(0, minute, 10, false)).toBe(0);
    expect(viewFrom(20, minute, 10, false)).toBe(17);
    expect(viewFrom(60, minute, 10, false)).toBe(50);
    expect(viewFrom(3, { start: 0, duration: 6 }, 10, false)).toBe(0);
    expect([9.9, 10, 19].map((t) => viewFrom(t, minute, 10, true))).toEqual([0, 10, 10]);
  });

  it('begins with the pickup', () => {
    const led = { start: -0.5, duration: 60 };
    expect(viewFrom(-0.5, led, 10, false)).toBe(-0.5);
    expect(viewFrom(-0.5, led, 10, true)).toBe(-0.5);
  });

  it('shades the bars that come round, no further than can be seen', () => {
    const band = (loop: View['loop'], from = 0) => {
      const calls = rollScene(timeline, { ...view, from, loop });
      return of(calls, 'rect').find(({ h }) => h === view.height);
    };
    expect(band({ from: 1, to: 2 })).toMatchObject({ x: GUTTER + 200, w: 200 });
    expect(band({ from: 0, to: 2 }, 3)).toMatchObject({ x: GUTTER, w: 100 });
    expect(band({ from: 0, to: 1 }, 3)).toMatchObject({ fill: 'paper' });
  });
});
