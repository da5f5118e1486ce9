import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { generate, score, type GenerateResponse, type ScoreOut } from '@/api';
import { preloadPiece } from './late';
import { type Link, isPiece, requestOf } from './link';

export interface PieceData {
  answer: GenerateResponse;
  score: ScoreOut;
}

/**
 * The piece a link stands for. A link with a seed always makes the same piece, so making it is a
 * query like any other: it is cached, and the back button finds it again.
 */
export function usePiece(link: Link) {
  const asked = isPiece(link) ? { genre: link.genre, body: requestOf(link) } : undefined;
  return useQuery({
    queryKey: ['piece', asked],
    enabled: asked !== undefined,
    queryFn: async ({ signal }): Promise<PieceData> => {
      if (!asked) throw new Error('A piece needs a style, words and a seed.');
      const { genre, body } = asked;
      // The code for showing it comes along; should that fail, showing it asks again.
      const code = preloadPiece().catch(() => undefined);
      const answer = await generate({ path: { genre }, body, signal, throwOnError: true });
      const path = { genre, piece_id: answer.data.id };
      const written = await score({ path, signal, throwOnError: true });
      await code;
      return { answer: answer.data, score: written.data };
    },
    staleTime: Infinity,
    placeholderData: asked ? keepPreviousData : undefined,
  });
}
