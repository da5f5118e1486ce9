import { describe, expect, it } from 'vitest';
import type { LibraryPiece } from '@/api';
import { type Pages, piecesOf, withChange } from './pages';

const piece = (id: string) => ({ id, title: id, favourite: false }) as LibraryPiece;
const pages: Pages = {
  pages: [
    { pieces: [piece('a'), piece('b')], next: 'x', total: 3 },
    { pieces: [piece('c')], next: null, total: 3 },
  ],
  pageParams: ['', 'x'],
};
const titles = (of: Pages) => piecesOf(of).map(({ title }) => title);

describe('pages of the library', () => {
  it('change one piece and leave the others', () => {
    const changed = withChange(pages, 'c', (one) => ({ ...one, title: 'For Ruth' }));
    expect(titles(changed)).toEqual(['a', 'b', 'For Ruth']);
    expect(changed.pages[0]?.pieces[0]).toBe(pages.pages[0]?.pieces[0]);
    expect(changed.pages.map(({ total }) => total)).toEqual([3, 3]);
    expect(titles(pages)).toEqual(['a', 'b', 'c']);
  });

  it('count one less where one is taken out', () => {
    const left = withChange(pages, 'a', () => undefined);
    expect(titles(left)).toEqual(['b', 'c']);
    expect(left.pages.map(({ total }) => total)).toEqual([2, 2]);
  });

  it('list a piece once that came up on two pages', () => {
    const twice = {
      ...pages,
      pages: [...pages.pages, { pieces: [piece('a')], next: null, total: 3 }],
    };
    expect(titles(twice)).toEqual(['a', 'b', 'c']);
    expect(piecesOf(undefined)).toEqual([]);
  });
});
