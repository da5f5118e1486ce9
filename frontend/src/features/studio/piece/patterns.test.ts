import { describe, expect, it } from 'vitest';
import type { ScoreOut } from '@/api';
import { usesOf } from './patterns';

const score = {
  arrangement: {
    phrases: [1, 5, 9, 13].map((start_bar, i) => ({ id: `p${i}`, start_bar, bars: 4 })),
    patterns: [
      { phrase_id: 'p0', part: 'left', name: 'broken_tenths', why: 'Room.' },
      { phrase_id: 'p1', part: 'left', name: 'broken_tenths', why: 'Room.' },
      { phrase_id: 'p2', part: 'left', name: 'walking_bass', why: 'Walking bass: a note: a beat' },
      { phrase_id: 'p3', part: 'left', name: 'broken_tenths', why: 'Room.' },
      { phrase_id: 'p3', part: 'right', name: 'block', why: 'Weight.' },
    ],
  },
} as unknown as ScoreOut;

describe('the patterns used', () => {
  it('are listed once, with neighbouring phrases as one stretch', () => {
    expect(usesOf(score, 'left')).toEqual([
      {
        name: 'Broken tenths',
        why: 'Room.',
        bars: [
          [1, 8],
          [13, 16],
        ],
      },
      { name: 'Walking bass', why: 'A note: a beat', bars: [[9, 12]] },
    ]);
    expect(usesOf(score, 'fill')).toEqual([]);
  });
});
