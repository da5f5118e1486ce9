import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import {
  beatLength,
  chordIndexAt,
  eventsBetween,
  pedalAt,
  soundingAt,
  timelineOf,
} from './timeline';

describe('the timeline', () => {
  it('sorts events and puts a release before a strike of the same moment', () => {
    const timeline = timelineOf(
      fixtureScore({
        notes: [
          { midi: 64, pitch: 'E4', on: 1, length: 0.5 },
          { midi: 60, pitch: 'C4', on: 0, length: 1 },
        ],
        pedal: [{ onset: 1, value: 127 }],
      }),
    );
    expect(timeline.events.map((e) => [e.at, e.kind])).toEqual([
      [0, 'on'],
      [1, 'off'],
      [1, 'pedal'],
      [1, 'on'],
      [1.5, 'off'],
    ]);
    expect(timeline.notes.map((n) => n.label)).toEqual(['C', 'E']);
  });

  it('ends a note before the same key is struck again by the same hand', () => {
    const timeline = timelineOf(
      fixtureScore({
        notes: [
          { midi: 60, pitch: 'C4', on: 0, length: 2 },
          { midi: 60, pitch: 'C4', on: 1, length: 1 },
          { midi: 60, pitch: 'C4', on: 1.2, length: 1, hand: 'left' },
        ],
      }),
    );
    const [first, second] = timeline.notes.filter((n) => n.hand === 'right');
    expect(first?.off).toBeLessThan(1);
    expect(second?.off).toBe(2);
  });

  it('finds what is due, what sounds and what the pedal does', () => {
    const timeline = timelineOf(
      fixtureScore({
        notes: [
          { midi: 60, pitch: 'C4', on: 0, length: 1.5 },
          { midi: 62, pitch: 'D4', on: 1, length: 0.25 },
        ],
        pedal: [
          { onset: 0.5, value: 127 },
          { onset: 1.9, value: 0 },
        ],
      }),
    );
    expect(eventsBetween(timeline, 0, 1).map((e) => e.kind)).toEqual(['on', 'pedal']);
    expect(eventsBetween(timeline, 1, 1)).toEqual([]);
    expect(soundingAt(timeline, 1.1).map((n) => n.midi)).toEqual([60, 62]);
    expect(soundingAt(timeline, 1.5)).toEqual([]);
    expect(pedalAt(timeline, 0.5)).toBe(0);
    expect(pedalAt(timeline, 1)).toBe(127);
    expect(pedalAt(timeline, 2)).toBe(0);
  });

  it('knows the chord that sounds', () => {
    const timeline = timelineOf(
      fixtureScore({
        chords: [
          ['C', 0, 4],
          ['F', 4, 12],
        ],
      }),
    );
    expect(chordIndexAt(timeline, 0)).toBe(0);
    expect(chordIndexAt(timeline, 1.999)).toBe(0);
    expect(chordIndexAt(timeline, 2)).toBe(1);
    expect(chordIndexAt(timeline, 99)).toBe(1);
  });

  it('counts beats as the meter does', () => {
    const meters = ['4/4', '3/4', '6/8', '9/8', '12/8', '2/2', '3/8', '5/4', '7/8'];
    expect(meters.map(beatLength)).toEqual([1, 1, 1.5, 1.5, 1.5, 2, 1.5, 1, 0.5]);
  });
});
