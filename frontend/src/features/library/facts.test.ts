import { describe, expect, it } from 'vitest';
import type { GenreOut } from '@/api';
import { dateOf, factsLine } from './facts';

const facts = {
  description: 'For Ruth',
  key: 'Eb major',
  tempo: 71.96,
  time_signature: '12/8',
  num_bars: 16,
  duration_seconds: 62.3,
  application: 'WORSHIP' as const,
};

describe('a piece in a line', () => {
  it('says style, key, tempo, meter, bars and time', () => {
    expect(factsLine(facts, 'any', { label: 'Any style' } as GenreOut)).toEqual([
      'Any style',
      'E♭ major',
      '72 bpm',
      '12/8',
      '16 bars',
      '1:02',
    ]);
    expect(factsLine(facts, 'no_more', undefined)[0]).toBe('No more');
  });

  it('says when it was made as shortly as is clear', () => {
    const now = new Date(2026, 4, 3, 18, 0);
    expect(dateOf(new Date(2026, 4, 3, 14, 5).toISOString(), now)).toMatch(/^2:05\sPM$/);
    expect(dateOf(new Date(2026, 4, 2, 20, 0).toISOString(), now)).toBe('May 2');
    expect(dateOf(new Date(2025, 11, 31).toISOString(), now)).toBe('Dec 31, 2025');
  });
});
