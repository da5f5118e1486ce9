import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { chartLine, handLine } from './outline';

describe('a variation in outline', () => {
  it('tells the chords bar by bar, and that there is more', () => {
    const score = fixtureScore({
      bars: 10,
      chords: [
        ['C', 0, 2],
        ['Am7', 2, 6],
        ['G7', 8, 32],
      ],
    });
    expect(chartLine(score)).toEqual({
      bars: [['C', 'Am7'], [], ['G7'], [], [], [], [], []],
      more: true,
    });
    expect(chartLine(fixtureScore({ bars: 2 })).more).toBe(false);
  });

  it('tells what a hand does', () => {
    const score = fixtureScore();
    score.arrangement.phrases = ['p0', 'p1'].map((id, index) => ({
      id,
      section_id: 's0',
      start_bar: index * 2 + 1,
      bars: 2,
      cadence: 'half',
    }));
    score.arrangement.patterns = [
      { phrase_id: 'p0', part: 'left', name: 'stride', why: 'it walks' },
      { phrase_id: 'p1', part: 'left', name: 'broken_tenths', why: 'it sings' },
    ];
    expect(handLine(score, 'left')).toBe('Stride, broken tenths');
    expect(handLine(score, 'right')).toBe('');
  });
});
