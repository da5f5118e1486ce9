import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import type { DrawCall } from '../canvas/draw';
import { timelineOf } from '../core/timeline';
import { fallingScene, type FallingView, KEYS } from './scene';

const timeline = timelineOf(
  fixtureScore({
    bars: 4,
    notes: [
      { midi: 48, pitch: 'C3', on: 0, length: 1, hand: 'left' },
      { midi: 72, pitch: 'C5', on: 1, length: 1 },
      { midi: 76, pitch: 'E5', on: 6, length: 1 },
    ],
  }),
);
const view: FallingView = {
  width: 700,
  height: 300 + KEYS,
  pixelsPerSecond: 100,
  position: 0.5,
  range: { low: 36, high: 84 },
};
const rects = (calls: DrawCall[]) => calls.filter((call) => call.op === 'rect');
const lit = (calls: DrawCall[], fill: string) =>
  calls.filter((call) => call.op === 'frame' && call.fill === fill && call.stroke === 'keyEdge');

describe('falling notes', () => {
  it('reach their keys when they sound', () => {
    const calls = fallingScene(timeline, view);
    const [right] = rects(calls);
    expect(right?.y).toBeCloseTo(300 - 150 + 1, 6);
    expect(right!.y + right!.h).toBeCloseTo(300 - 50, 6);
    const landed = rects(fallingScene(timeline, { ...view, position: 1.2 }))[0];
    expect(landed!.y + landed!.h).toBe(300);
    expect(landed?.alpha).toBe(1);
  });

  it('stand above the key they will strike', () => {
    const calls = fallingScene(timeline, view);
    const white = calls.filter((call) => call.op === 'frame' && call.fill === 'whiteKey');
    const c5 = white.find(
      (call) => call.op === 'frame' && Math.abs(call.x + 1 - rects(calls)[0]!.x) < 0.01,
    );
    expect(c5).toBeDefined();
  });

  it('light the keys of the hand that plays them', () => {
    expect(lit(fallingScene(timeline, view), 'left')).toHaveLength(1);
    expect(lit(fallingScene(timeline, view), 'right')).toHaveLength(0);
    expect(lit(fallingScene(timeline, { ...view, position: 1.5 }), 'right')).toHaveLength(1);
  });

  it('show only what is near, with its bar lines', () => {
    const calls = fallingScene(timeline, view);
    expect(rects(calls)).toHaveLength(1);
    const bars = calls.filter((call) => call.op === 'text' && call.fill === 'label');
    expect(bars).toHaveLength(1);
  });
});
