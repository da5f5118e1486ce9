import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { edit, score, type ScoreOut } from '@/api';
import { type Timeline, timelineOf } from '@/features/player';
import { newSeed } from '../limits';
import type { Answer } from '../usePiece';

export const MOST = 4;
const FIRST = 3;

export interface Candidate {
  seed: number;
  score: ScoreOut;
  timeline: Timeline;
}

/** A variation that is only tried: the library does not list it. */
async function tryOne({ genre, id }: Answer, seed: number, signal: AbortSignal) {
  const body = { operation: 'variation', seed, keep: false } as const;
  const path = { genre, piece_id: id };
  const { data: answer } = await edit({ path, body, signal, throwOnError: true });
  const there = { genre: answer.genre, piece_id: answer.id };
  const { data } = await score({ path: there, signal, throwOnError: true });
  return { seed, score: data, timeline: timelineOf(data) };
}

const seeds = (count: number) => Array.from({ length: count }, () => newSeed());

/** A few variations of a piece, each made by a seed of its own. */
export function useVariations(answer: Answer) {
  const [asked, setAsked] = useState(() => seeds(FIRST));
  const queries = useQueries({
    queries: asked.map((seed) => ({
      queryKey: ['tried', answer.id, seed],
      queryFn: ({ signal }: { signal: AbortSignal }) => tryOne(answer, seed, signal),
      staleTime: Infinity,
    })),
  });
  return {
    asked,
    queries,
    more: asked.length < MOST ? () => setAsked([...asked, newSeed()]) : undefined,
    others: () => setAsked(seeds(asked.length)),
  };
}
