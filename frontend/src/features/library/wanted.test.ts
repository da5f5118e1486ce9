import { describe, expect, it } from 'vitest';
import { isNarrow, readWanted } from './wanted';

describe('what of the library is wanted', () => {
  it('is read from the address, and what it does not know is passed over', () => {
    const address = { search: 'ruth', sort: 'title', favourite: 'true', genre: 'x', utm: '1' };
    expect(readWanted(address)).toEqual({
      search: 'ruth',
      sort: 'title',
      favourite: 'true',
      genre: 'x',
    });
    expect(readWanted({ sort: 'loud', favourite: 'yes', search: 5 })).toEqual({});
    expect(readWanted({ search: 'x'.repeat(300) }).search).toHaveLength(100);
  });

  it('is narrow where something is left out', () => {
    expect(isNarrow({})).toBe(false);
    expect(isNarrow({ sort: 'title' })).toBe(false);
    expect(isNarrow({ search: 'a' })).toBe(true);
    expect(isNarrow({ favourite: 'true' })).toBe(true);
  });
});
