import { describe, expect, it } from 'vitest';
import { nashvilleParts, spokenNashville } from './nashville';

describe('a Nashville number', () => {
  it.each([
    ['57', '5', false, '7', ''],
    ['2-9', '2', true, '9', ''],
    ['b77', '♭7', false, '7', ''],
    ['#4°7', '♯4', false, '°7', ''],
    ['67b9', '6', false, '7♭9', ''],
    ['1add9/3', '1', false, 'add9', '3'],
    ['4/b6', '4', false, '', '♭6'],
    ['1maj7', '1', false, 'maj7', ''],
  ])('%s falls into its parts', (text, degree, minor, suffix, bass) => {
    expect(nashvilleParts(text)).toEqual({ degree, minor, suffix, bass });
  });

  it('is said in words', () => {
    expect(spokenNashville('2-7/5')).toBe('2 minor 7 over 5');
    expect(spokenNashville('b7maj7')).toBe('flat 7 major 7');
    expect(spokenNashville('3ø7')).toBe('3 half diminished 7');
  });
});
