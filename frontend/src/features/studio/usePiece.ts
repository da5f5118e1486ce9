import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { edit, score, type GenerateResponse, type ScoreOut } from '@/api';
import { problemOf } from '@/shared/lib/problem';
import { loadSteps, preloadPiece } from './late';
import { editsOf, isPiece, keptOf, type Link, type PieceLink, requestOf } from './link';
import type { Edit } from './rework/edits';

/** What a piece's score tells as well as the answer that made it. */
export type Answer = Pick<GenerateResponse, keyof GenerateResponse & keyof ScoreOut>;

export interface PieceData {
  answer: Answer;
  score: ScoreOut;
}

/** The answers to requests that were made in this visit: an edit asks only for its own step. */
const answers = new Map<string, Answer>();

async function remembered(key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const known = answers.get(key);
  if (known) return known;
  const answer = await ask();
  answers.set(key, answer);
  return answer;
}

/** A piece that is kept, as it was made; undefined where it is not to be had. */
async function kept({ genre, id }: { genre: string; id: string }, signal: AbortSignal) {
  try {
    const path = { genre, piece_id: id };
    return (await score({ path, signal, throwOnError: true })).data;
  } catch (error) {
    // It can be made again, unless nobody waits for it any more.
    if (signal.aborted || problemOf(error).kind === 'failed') throw error;
    return undefined;
  }
}

/** The piece of a brief, changed step by step; each step is a piece of its own to the server. */
async function answerOf(link: PieceLink, edits: Edit[], signal: AbortSignal): Promise<Answer> {
  const { genre } = link;
  const body = requestOf(link);
  let key = JSON.stringify([genre, body]);
  const there = keptOf(link);
  const held = there && (await kept(there, signal));
  let answer =
    held ??
    (await remembered(key, async () => {
      const { makeInSteps } = await loadSteps();
      return makeInSteps(genre, body, signal);
    }));
  if (held) key = held.id;
  for (const step of held ? edits.slice(there.edits) : edits) {
    key += JSON.stringify(step);
    const path = { genre: answer.genre, piece_id: answer.id };
    answer = await remembered(key, async () => {
      const { data } = await edit({ path, body: step, signal, throwOnError: true });
      return data;
    });
  }
  return answer;
}

async function make(link: PieceLink, signal: AbortSignal): Promise<PieceData> {
  // The code for showing it comes along; should that fail, showing it asks again.
  const code = preloadPiece().catch(() => undefined);
  const answer = await answerOf(link, editsOf(link), signal);
  if ('arrangement' in answer) {
    await code;
    return { answer, score: answer as ScoreOut };
  }
  const path = { genre: answer.genre, piece_id: answer.id };
  const written = await score({ path, signal, throwOnError: true }).catch((error: unknown) => {
    // Whoever keeps the pieces may have lost this one: ask for all of it the next time.
    answers.clear();
    throw error;
  });
  await code;
  return { answer, score: written.data };
}

/**
 * The piece a link stands for, as a query. A link with a seed always makes the same piece, so
 * making it is a query like any other: it is cached, and the back button finds it again.
 */
export function pieceQuery(link: Link) {
  const asked = isPiece(link) ? link : undefined;
  return queryOptions({
    queryKey: ['piece', asked?.genre, asked && requestOf(asked), asked?.edits, asked?.kept],
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
