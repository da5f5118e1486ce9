import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { bench } from './bench.testing';
import { timelineOf } from './timeline';
import { LEAD_IN, LOOK_AHEAD } from './transport';

const fourNotes = timelineOf(
  fixtureScore({
    bars: 2,
    notes: [0, 0.5, 1, 3.9].map((on, i) => ({ midi: 60 + i, pitch: 'C4', on, length: 0.1 })),
    pedal: [{ onset: 0.2, value: 127 }],
  }),
);

describe('the transport', () => {
  it('sends every event once, on the audio clock, never late', () => {
    const { sent, transport, run, clock } = bench(fourNotes);
    const start = clock.time + LEAD_IN;
    transport.play();
    run(4.5);
    const ons = sent.filter(([kind]) => kind === 'on');
    expect(ons.map(([, midi]) => midi)).toEqual([60, 61, 62, 63]);
    ons.forEach(([, , when], i) => expect(when).toBeCloseTo(start + [0, 0.5, 1, 3.9][i]!, 9));
    expect(sent.filter(([kind]) => kind === 'off')).toHaveLength(4);
  });

  it('sends no further ahead than it must', () => {
    const { sent, transport, clock } = bench(fourNotes);
    transport.play();
    expect(Math.max(...sent.map(([, , when]) => when))).toBeLessThanOrEqual(
      clock.time + LOOK_AHEAD,
    );
  });

  it('stands still when paused and goes on from there', () => {
    const { transport, run, released, sent, clock } = bench(fourNotes);
    transport.play();
    run(0.7);
    transport.pause();
    const rest = transport.position();
    expect(rest).toBeCloseTo(0.7 - LEAD_IN, 6);
    expect(released).toHaveLength(1);
    expect(released[0]).toBeGreaterThanOrEqual(Math.max(...sent.map(([, , when]) => when)));
    const before = sent.length;
    run(2);
    expect(transport.position()).toBe(rest);
    expect(sent).toHaveLength(before);
    transport.play();
    run(0.5);
    const third = sent.slice(before).find(([kind]) => kind === 'on');
    expect(third?.[1]).toBe(62);
    expect(third?.[2]).toBeCloseTo(clock.time - 0.5 + LEAD_IN + (1 - rest), 6);
  });

  it('restores the pedal and strikes a note that has just begun', () => {
    const { transport, sent } = bench(fourNotes);
    transport.seek(0.53);
    expect(sent).toEqual([]);
    transport.play();
    expect(sent[0]?.slice(0, 2)).toEqual(['pedal', 127]);
    expect(sent[1]?.slice(0, 2)).toEqual(['on', 61]);
  });

  it('does not strike a note that began long ago', () => {
    const long = timelineOf(fixtureScore({ notes: [{ midi: 60, pitch: 'C4', on: 0, length: 4 }] }));
    const { transport, sent } = bench(long);
    transport.seek(2);
    transport.play();
    expect(sent.filter(([kind]) => kind === 'on')).toEqual([]);
  });

  it('keeps playing through a seek and lets go of the old notes', () => {
    const { transport, run, released } = bench(fourNotes);
    transport.play();
    run(0.3);
    transport.seek(3.5);
    expect(transport.playing).toBe(true);
    expect(released).toHaveLength(1);
    expect(transport.position()).toBeCloseTo(3.5, 9);
  });

  it('shows what is heard, not what is computed', () => {
    const { transport, run } = bench(fourNotes, 0.1);
    transport.play();
    run(1);
    expect(transport.position()).toBeCloseTo(1 - 0.1 - LEAD_IN, 6);
  });

  it('finishes at the end and starts again from the top', () => {
    const { transport, run } = bench(fourNotes);
    transport.play();
    run(4.5);
    expect(transport.finished).toBe(true);
    transport.pause();
    expect(transport.position()).toBe(fourNotes.duration);
    transport.play();
    expect(transport.position()).toBe(0);
  });
});
