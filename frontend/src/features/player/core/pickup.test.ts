import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { toQuarters, toSeconds } from './bars';
import { bench, type Sent } from './bench.testing';
import { countInClicks } from './course';
import { timelineOf } from './timeline';
import { LEAD_IN } from './transport';

const start = 10 + LEAD_IN;
const rightOns = (sent: Sent[]) => sent.filter(([kind]) => kind === 'on');

describe('a pickup', () => {
  const led = timelineOf(
    fixtureScore({
      bars: 2,
      notes: [-0.5, 0, 2].map((on, i) => ({ midi: 60 + i, pitch: 'C4', on, length: 0.4 })),
    }),
  );

  it('is heard first, as long before the first bar as it is written', () => {
    const { sent, transport, run } = bench(led);
    transport.play();
    expect(transport.position()).toBeCloseTo(-0.5, 9);
    run(3);
    expect(rightOns(sent).map(([, midi]) => midi)).toEqual([60, 61, 62]);
    const times = rightOns(sent).map(([, , when]) => when);
    expect(times[0]).toBeCloseTo(start, 9);
    expect(times[1]).toBeCloseTo(start + 0.5, 9);
  });

  it('is found again at the start, and left out of a loop', () => {
    const { sent, transport, run, settings } = bench(led);
    transport.seek(-9);
    expect(transport.position()).toBe(-0.5);
    transport.set({ ...settings, loop: { from: 0, to: 1 } });
    transport.play();
    run(3);
    expect(rightOns(sent).map(([, midi]) => midi)).not.toContain(60);
  });

  it('comes on the beat it is counted in for, and the metronome knows it', () => {
    const before = countInClicks(led, -0.5, 1).map((click) => click.before);
    expect(before).toEqual([3.5, 3, 2.5, 2, 1.5, 1, 0.5]);
    expect(countInClicks(led, -0.5, 1).map(({ first }) => first)).toEqual([
      ...[true, false, false, false],
      ...[true, false, false],
    ]);
    expect(led.beats.slice(0, 2)).toEqual([
      { at: -0.5, first: false },
      { at: 0, first: true },
    ]);
  });

  it('is written before the first barline', () => {
    expect(toQuarters(led, -0.5)).toBe(-1);
    expect(toQuarters(led, 0.5)).toBe(1);
    expect(toSeconds(led, 0)).toBe(-0.5);
  });
});
