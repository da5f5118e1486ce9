import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { bench, type Sent } from './bench.testing';
import { countInClicks, span } from './course';
import { timelineOf } from './timeline';
import { LEAD_IN } from './transport';

/** Two seconds a bar, a note on each beat, low to high; the left hand holds each bar. */
const bars = 4;
const piece = timelineOf(
  fixtureScore({
    bars,
    notes: [
      ...Array.from({ length: 4 * bars }, (_, i) => ({
        midi: 60 + i,
        pitch: 'C4',
        on: i * 0.5,
        length: 0.4,
      })),
      ...Array.from({ length: bars }, (_, i) => ({
        midi: 36 + i,
        pitch: 'C2',
        on: i * 2,
        length: 2.5,
        hand: 'left' as const,
      })),
    ],
    pedal: [{ onset: 1, value: 127 }],
  }),
);
const start = 10 + LEAD_IN;
const ons = (sent: Sent[]) => sent.filter(([kind]) => kind === 'on');
const rightOns = (sent: Sent[]) => ons(sent).filter(([, midi]) => midi >= 60);
const clicks = (sent: Sent[]) => sent.filter(([kind]) => kind === 'click');

describe('the tempo', () => {
  it('stretches every onset and release alike', () => {
    const { sent, transport, run } = bench(piece, 0, { rate: 0.5 });
    transport.play();
    run(8);
    rightOns(sent).forEach(([, midi, when]) =>
      expect(when).toBeCloseTo(start + (midi - 60) * 0.5 * 2, 9),
    );
    expect(transport.position()).toBeCloseTo((8 - LEAD_IN) / 2, 6);
  });

  it('changes without a break, a double or a gap', () => {
    const { sent, transport, run, settings } = bench(piece);
    transport.play();
    run(1);
    transport.set({ ...settings, rate: 2 });
    run(4);
    expect(rightOns(sent).map(([, midi]) => midi)).toEqual(
      Array.from({ length: 16 }, (_, i) => 60 + i),
    );
    const times = rightOns(sent).map(([, , when]) => when);
    times.slice(1).forEach((when, i) => expect(when).toBeGreaterThan(times[i]! + 0.2));
    expect(times.at(-1)! - times.at(-2)!).toBeCloseTo(0.25, 9);
    expect(transport.finished).toBe(true);
  });
});

describe('a loop', () => {
  const loop = { from: 1, to: 2 };

  it('comes round on the sample, again and again', () => {
    const { sent, transport, run } = bench(piece, 0, { loop });
    transport.play();
    run(6.5);
    const times = rightOns(sent);
    expect(times.map(([, midi]) => midi).slice(0, 12)).toEqual([
      64, 65, 66, 67, 64, 65, 66, 67, 64, 65, 66, 67,
    ]);
    times.forEach(([, , when], i) => expect(when).toBeCloseTo(start + i * 0.5, 9));
    expect(transport.position()).toBeGreaterThanOrEqual(2);
    expect(transport.position()).toBeLessThan(4);
    expect(transport.finished).toBe(false);
  });

  it('lets go of what its end cuts off', () => {
    const { sent, transport, run } = bench(piece, 0, { loop });
    transport.play();
    run(4.5);
    const held = sent.filter(([, midi]) => midi === 37).map(([kind]) => kind);
    expect(held.slice(0, 4)).toEqual(['on', 'off', 'on', 'off']);
  });

  it('gets faster each time round, up to a bound', () => {
    const { sent, transport, run } = bench(piece, 0, {
      loop,
      rate: 0.8,
      ramp: { step: 0.1, to: 1 },
    });
    transport.play();
    run(10);
    const downbeats = ons(sent).filter(([, midi]) => midi === 64);
    const lengths = downbeats.slice(1).map(([, , when], i) => when - downbeats[i]![2]);
    [2 / 0.8, 2 / 0.9, 2, 2].forEach((wanted, i) => expect(lengths[i]).toBeCloseTo(wanted, 9));
    expect(transport.rate()).toBe(1);
  });

  it('begins inside when playing starts outside, and ends when it is taken away', () => {
    const { transport, run, settings } = bench(piece, 0, { loop });
    transport.seek(7);
    transport.play();
    expect(transport.position()).toBe(2);
    run(3);
    transport.set({ ...settings, loop: undefined });
    run(6);
    expect(transport.finished).toBe(true);
  });

  it('covers what rings after the last barline', () => {
    const ringing = { ...piece, duration: 9.5 };
    expect(span(ringing, { from: 2, to: 4 })).toEqual({ from: 4, to: 9.5 });
    expect(span(ringing, { from: 2, to: 3 })).toEqual({ from: 4, to: 6 });
    expect(span(ringing, undefined)).toEqual({ from: 0, to: 9.5 });
  });
});

describe('hands and pitch', () => {
  it('leaves a muted hand out and lets go of it at once', () => {
    const { sent, transport, run, settings, clock } = bench(piece);
    transport.play();
    run(0.6);
    transport.set({ ...settings, muted: ['left'] });
    expect(sent.at(-1)).toEqual(['off', 36, clock.time]);
    const before = sent.length;
    run(8);
    expect(ons(sent.slice(before)).every(([, midi]) => midi >= 60)).toBe(true);
    expect(ons(sent.slice(before)).length).toBeGreaterThan(10);
  });

  it('strikes and releases the same transposed key', () => {
    const { sent, transport, run } = bench(piece, 0, { transpose: -3 });
    transport.play();
    run(9);
    const keys = (kind: string) => sent.filter((s) => s[0] === kind).map(([, midi]) => midi);
    expect(keys('on').sort()).toEqual(keys('off').sort());
    expect(Math.min(...keys('on'))).toBe(33);
  });
});

describe('the metronome', () => {
  it('clicks on every beat at any tempo, the first of a bar marked', () => {
    const { sent, transport, run } = bench(piece, 0, { metronome: true, rate: 1.25 });
    transport.play();
    run(8);
    expect(clicks(sent).map(([, first]) => first)).toEqual(
      Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 1 : 0)),
    );
    clicks(sent).forEach(([, , when], i) => expect(when).toBeCloseTo(start + (i * 0.5) / 1.25, 9));
  });

  it('counts whole bars in, at the tempo that follows', () => {
    const { sent, transport, run } = bench(piece, 0, { countIn: 2, rate: 0.5 });
    transport.play();
    expect(transport.countingIn()).toBeCloseTo(8 + LEAD_IN, 9);
    expect(clicks(sent)).toHaveLength(8);
    clicks(sent).forEach(([, , when], i) => expect(when).toBeCloseTo(start + i, 9));
    run(7.5);
    expect(transport.position()).toBe(0);
    run(1);
    expect(ons(sent)[0]?.[2]).toBeCloseTo(start + 8, 9);
    expect(transport.countingIn()).toBe(0);
  });

  it('counts the beats before a note inside a bar too', () => {
    expect(countInClicks(piece, 3, 1).map(({ before, first }) => [before, first])).toEqual([
      [3, true],
      [2.5, false],
      [2, false],
      [1.5, false],
      [1, true],
      [0.5, false],
    ]);
    expect(countInClicks(piece, 0, 0)).toEqual([]);
  });

  it('does not count in again after a jump', () => {
    const { sent, transport } = bench(piece, 0, { countIn: 1 });
    transport.play();
    const before = clicks(sent).length;
    transport.seek(4);
    expect(clicks(sent)).toHaveLength(before);
    expect(transport.position()).toBe(4);
  });
});
