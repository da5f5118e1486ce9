import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { generate, score, type GenerateResponse, type ScoreOut } from '@/api';
import { preloadPiece } from './late';
import { type Link, isPiece, type PieceLink, requestOf } from './link';

export interface PieceData {
  answer: GenerateResponse;
  score: ScoreOut;
}

async function make(link: PieceLink, signal: AbortSignal): Promise<PieceData> {
  const { genre } = link;
  // The code for showing it comes along; should that fail, showing it asks again.
  const code = preloadPiece().catch(() => undefined);
  const body = requestOf(link);
  const answer = await generate({ path: { genre }, body, signal, throwOnError: true });
  const path = { genre, piece_id: answer.data.id };
  const written = await score({ path, signal, throwOnError: true });
  await code;
  return { answer: answer.data, score: written.data };
}

/**
 * The piece a link stands for, as a query. A link with a seed always makes the same piece, so
 * making it is a query like any other: it is cached, and the back button finds it again.
 */
export function pieceQuery(link: Link) {
  const asked = isPiece(link) ? link : undefined;
  return queryOptions({
    queryKey: ['piece', asked?.genre, asked && requestOf(asked)],
    queryFn: ({ signal }) => {
      if (!asked) throw new Error('A piece needs a style, words and a seed.');
      return make(asked, signal);
    },
    staleTime: Infinity,
  });
}

/** The piece of the address, if `link` stands for one. */
export function usePiece(link: Link) {
  const enabled = isPiece(link);
  return useQuery({
    ...pieceQuery(link),
    enabled,
    placeholderData: enabled ? keepPreviousData : undefined,
  });
}
