import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { chartSections, usualCharacters } from './chartLayout';

const shape = (score: Parameters<typeof chartSections>[0]) =>
  chartSections(score).flatMap((section) =>
    section.bars.map((bar) => bar.segments.map((s) => [s.chord.symbol, s.quarters, s.held])),
  );

describe('the chord chart', () => {
  it('fills every bar of 4/4 from edge to edge', () => {
    const score = fixtureScore({
      bars: 2,
      chords: [
        ['C', 0, 2],
        ['G/B', 2, 2],
        ['Am7', 4, 4],
      ],
    });
    expect(shape(score)).toEqual([
      [
        ['C', 2, false],
        ['G/B', 2, false],
      ],
      [['Am7', 4, false]],
    ]);
  });

  it('knows that a bar of 12/8 has six quarters', () => {
    const score = fixtureScore({
      bars: 2,
      meter: '12/8',
      barQuarters: 6,
      chords: [
        ['F', 0, 4.5],
        ['C7', 4.5, 1.5],
        ['Bb', 6, 6],
      ],
    });
    expect(shape(score)).toEqual([
      [
        ['F', 4.5, false],
        ['C7', 1.5, false],
      ],
      [['Bb', 6, false]],
    ]);
  });

  it('marks a chord that is held over the barline', () => {
    const score = fixtureScore({
      bars: 3,
      chords: [
        ['Dm7', 0, 6],
        ['G13', 6, 6],
      ],
    });
    expect(shape(score)).toEqual([
      [['Dm7', 4, false]],
      [
        ['Dm7', 2, true],
        ['G13', 2, false],
      ],
      [['G13', 4, true]],
    ]);
  });

  it('does not stumble over thirds written as decimals', () => {
    const third = 4 / 3;
    const chords = [0, 1, 2, 3, 4, 5].map(
      (i) => ['C', i * third, third] as [string, number, number],
    );
    const bars = shape(fixtureScore({ bars: 2, chords }));
    expect(bars.map((bar) => bar.length)).toEqual([3, 3]);
    expect(bars.flat().some(([, , held]) => held)).toBe(false);
  });

  it('sets type by the usual bar, not by the one crowded bar', () => {
    const chords = Array.from(
      { length: 16 },
      (_, i) => ['C', i * 4, 4] as [string, number, number],
    );
    const calm = usualCharacters(chartSections(fixtureScore({ bars: 16, chords })));
    const crowded = [
      ...chords.slice(0, 15),
      ...[60, 61, 62, 63].map((q) => ['C#m7b5', q, 1] as [string, number, number]),
    ];
    const sections = chartSections(fixtureScore({ bars: 16, chords: crowded }));
    expect(usualCharacters(sections)).toBe(calm);
    expect(sections[0]!.bars[15]!.characters).toBeGreaterThan(calm * 5);
  });
});
