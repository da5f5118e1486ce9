import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { timelineOf } from '../core/timeline';
import { thumbScene } from './scene';

const timeline = timelineOf(
  fixtureScore({
    bars: 4,
    notes: [
      { midi: 40, pitch: 'E2', on: 0, length: 2, hand: 'left' },
      { midi: 88, pitch: 'E6', on: 7, length: 1 },
    ],
  }),
);
const frame = { width: 200, height: 60, position: undefined };

describe('a piece at a glance', () => {
  it('holds every note of the whole piece inside the picture', () => {
    const notes = thumbScene(timeline, frame).filter((call) => call.op === 'rect');
    expect(notes).toHaveLength(2);
    for (const { x, y, w, h } of notes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(200);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + h).toBeLessThanOrEqual(60);
    }
  });

  it('tells the hands apart by shape, and shows where it is only while it sounds', () => {
    const calls = thumbScene(timeline, frame);
    const radii = calls.flatMap((call) => (call.op === 'rect' ? [call.radius > 0] : []));
    expect(radii).toEqual([false, true]);
    const lines = (at: number | undefined) =>
      thumbScene(timeline, { ...frame, position: at }).filter(
        (call) => call.op === 'line' && call.stroke === 'playhead',
      );
    expect(lines(undefined)).toEqual([]);
    expect(lines(4)).toMatchObject([{ x1: 100 }]);
  });
});
