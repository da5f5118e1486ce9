import { describe, expect, it } from 'vitest';
import { parseQuery, writeQuery } from '@/shared/lib/query';
import { isPiece, parseLink, requestOf, type Link } from './link';

const whole: Link = {
  genre: 'any',
  description: 'Slow & "low" in B♭, 100% soul? 50/50',
  application: 'WORSHIP',
  key: 'Bb minor',
  tempo: 66.5,
  time_signature: '12/8',
  num_bars: 16,
  complexity: 7,
  ai_percentage: 0.5,
  seed: 9007199254740991,
  version: '1.0',
};

describe('the link', () => {
  it('survives the address bar unchanged', () => {
    expect(parseLink(parseQuery(writeQuery(whole)))).toEqual(whole);
    expect(parseLink(parseQuery(writeQuery({})))).toEqual({});
  });

  it('keeps words that look like numbers as words', () => {
    expect(parseLink(parseQuery('?description=12&key=true'))).toEqual({
      description: '12',
      key: 'true',
    });
  });

  it('drops what it does not understand', () => {
    const raw = {
      num_bars: '0',
      tempo: '1000',
      complexity: '2.5',
      seed: '-1',
      time_signature: 'waltz',
      description: 'x'.repeat(501),
      genre: '',
      foo: 'bar',
      key: ['C'],
    };
    expect(parseLink(raw)).toEqual({});
  });

  it('stands for a piece once it names style, words and seed', () => {
    expect(isPiece(whole)).toBe(true);
    expect(isPiece({ genre: 'any', description: 'x' })).toBe(false);
    expect(isPiece({ genre: 'any', description: 'x', seed: 0 })).toBe(true);
  });

  it('asks for exactly what it says', () => {
    expect(isPiece(whole) && requestOf(whole)).toEqual({
      description: whole.description,
      application: 'WORSHIP',
      key: 'Bb minor',
      tempo: 66.5,
      time_signature: '12/8',
      num_bars: 16,
      complexity: 7,
      ai_percentage: 0.5,
      seed: 9007199254740991,
    });
  });
});
