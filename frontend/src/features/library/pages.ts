import type { InfiniteData } from '@tanstack/react-query';
import type { LibraryPage, LibraryPiece } from '@/api';

export type Pages = InfiniteData<LibraryPage>;

/** The pages with one piece changed, or taken out where `change` gives nothing. */
export function withChange(
  pages: Pages,
  id: string,
  change: (piece: LibraryPiece) => LibraryPiece | undefined,
): Pages {
  let lost = 0;
  const changed = pages.pages.map((page) => ({
    ...page,
    pieces: page.pieces.flatMap((piece) => {
      if (piece.id !== id) return [piece];
      const next = change(piece);
      if (!next) lost++;
      return next ? [next] : [];
    }),
  }));
  return {
    ...pages,
    pages: changed.map((page) => ({ ...page, total: page.total - lost })),
  };
}

/** Every piece that is in sight, each once: one that moved up meanwhile may come on two pages. */
export function piecesOf(pages: Pages | undefined): LibraryPiece[] {
  const all = pages?.pages.flatMap((page) => page.pieces) ?? [];
  return [...new Map(all.map((piece) => [piece.id, piece])).values()];
}
