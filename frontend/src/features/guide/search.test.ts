import { describe, expect, it } from 'vitest';
import { rank, score } from './search';

const find = (query: string, ...texts: string[]) => rank(query, texts, (text) => text);

describe('finding an action', () => {
  it('takes the letters in their order, and nothing else', () => {
    expect(score('mtr', 'Metronome')).toBeDefined();
    expect(score('rtm', 'Metronome')).toBeUndefined();
    expect(score('metronomes', 'Metronome')).toBeUndefined();
    expect(find('xyz', 'Play', 'Loop')).toEqual([]);
  });

  it('prefers the openings of words, then letters that follow', () => {
    expect(find('pm', 'Jump', 'Play Mode', 'Compromise')[0]).toBe('Play Mode');
    expect(find('oop', 'Copy of a part', 'Loop')[0]).toBe('Loop');
    expect(find('loop', 'Leave the old option', 'Loop these bars')[0]).toBe('Loop these bars');
  });

  it('prefers the shorter of two that fit alike', () => {
    expect(find('pdf', 'PDF of the sheet music', 'PDF of it')[0]).toBe('PDF of it');
  });

  it('minds neither case nor marks', () => {
    expect(find('resume', 'Résumé')).toEqual(['Résumé']);
  });

  it('keeps the order without a query', () => {
    expect(find('  ', 'b', 'a')).toEqual(['b', 'a']);
  });
});
