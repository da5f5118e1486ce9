import { useEffect, useMemo } from 'react';
import type { GenreOut } from '@/api';
import { load, prefetchPiano, type Timeline, timelineOf, unload } from '@/features/player';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { whenIdle } from '@/shared/lib/lazily';
import { plain } from '@/shared/lib/format';
import { titleOf } from './piece/title';
import type { PieceData } from './usePiece';

/** Puts a piece under the player's hands, into the window's title and into the live region. */
export function useStage(
  piece: PieceData | undefined,
  genre: GenreOut | undefined,
): Timeline | undefined {
  const timeline = useMemo(() => piece && timelineOf(piece.score), [piece]);
  useEffect(() => {
    if (!timeline) {
      unload();
      return undefined;
    }
    load(timeline);
    return whenIdle(prefetchPiano);
  }, [timeline]);
  useEffect(() => {
    const title = piece && titleOf(piece, genre);
    document.title = title ? `${title} · ${text.name}` : text.name;
    if (!title) return;
    const { num_bars, tempo } = piece.answer.metadata;
    announce(text.piece.made(title, num_bars, plain(tempo)));
  }, [piece, genre]);
  return timeline;
}
