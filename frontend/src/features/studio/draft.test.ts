import { describe, expect, it } from 'vitest';
import type { GenreOut } from '@/api';
import { draftErrors, draftOf, inGenre, linkOf } from './draft';
import { type Link, readLink } from './link';

const from = (link: Link) => ({ link, wrong: {} });
const base = draftOf(from({ genre: 'any', description: 'A waltz' }));

const genre = (id: string, applications: string[], meters: string[]) =>
  ({ id, meters, applications: applications.map((name) => ({ id: name })) }) as GenreOut;

describe('the draft', () => {
  it('leaves out what the user left open', () => {
    expect(linkOf({ ...base, num_bars: ' ', tempo: '' })).toEqual({
      genre: 'any',
      description: 'A waltz',
    });
  });

  it('comes back from the link it makes, with all of the brief', () => {
    const draft = {
      ...base,
      num_bars: '16',
      tempo: '92',
      key: 'Eb major',
      application: 'X',
      hand_size: 'small',
      ai_percentage: '0.5',
    };
    expect(draftOf(from(linkOf(draft)))).toEqual(draft);
  });

  it('pins a seed only where the user typed it', () => {
    const link = { genre: 'any', description: 'A waltz', seed: 7 };
    expect(draftOf(from(link)).seed).toBe('');
    expect(draftOf(from(link), { ...base, seed: '7' }).seed).toBe('7');
  });

  it('shows what is wrong in an address as it was written', () => {
    const draft = draftOf(readLink({ num_bars: '9999', seed: '-1', hand_size: 'huge' }));
    expect(draft).toMatchObject({ num_bars: '9999', seed: '-1', hand_size: 'huge' });
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

  it('counts words that are too many, and cuts none', () => {
    const long = { ...base, description: 'x'.repeat(501) };
    expect(draftErrors(long).description).toBe('1 character too many: at most 500.');
    expect(linkOf(long).description).toBeUndefined();
    expect(draftErrors({ ...base, description: '𝄞'.repeat(500) })).toEqual({});
  });

  it('keeps in another style what that style has too', () => {
    const draft = { ...base, application: 'FAST', time_signature: '5/4', key: 'C' };
    const same = inGenre(draft, genre('other', ['SLOW', 'FAST'], ['4/4', '5/4']));
    expect(same).toEqual({ ...draft, genre: 'other' });
    const lost = inGenre(draft, genre('third', ['SLOW'], ['4/4']));
    expect(lost).toEqual({ ...draft, genre: 'third', application: '', time_signature: '' });
  });
});
