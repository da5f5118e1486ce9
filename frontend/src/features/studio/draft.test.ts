import { describe, expect, it } from 'vitest';
import { draftErrors, draftOf, linkOf } from './draft';

const base = draftOf({ genre: 'any', description: 'A waltz' });

describe('the draft', () => {
  it('leaves out what the user left open', () => {
    expect(linkOf({ ...base, num_bars: ' ', tempo: '' })).toEqual({
      genre: 'any',
      description: 'A waltz',
    });
  });

  it('comes back from the link it makes', () => {
    const draft = { ...base, num_bars: '16', tempo: '92', key: 'Eb major', application: 'X' };
    expect(draftOf(linkOf(draft))).toEqual(draft);
  });

  it('pins a seed only where the user typed it', () => {
    const link = { genre: 'any', description: 'A waltz', seed: 7 };
    expect(draftOf(link).seed).toBe('');
    expect(draftOf(link, { ...base, seed: '7' }).seed).toBe('7');
  });

  it('says what is wrong before the server has to', () => {
    expect(draftErrors(base)).toEqual({});
    expect(Object.keys(draftErrors({ ...base, description: '  ' }))).toEqual(['description']);
    const wrong = { ...base, num_bars: '200', tempo: 'fast', seed: '1.5', time_signature: '44' };
    expect(Object.keys(draftErrors(wrong)).sort()).toEqual([
      'num_bars',
      'seed',
      'tempo',
      'time_signature',
    ]);
  });
});
