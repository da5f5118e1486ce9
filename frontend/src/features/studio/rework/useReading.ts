import { useQuery } from '@tanstack/react-query';
import { readBrief } from '@/api';
import { problemOf } from '@/shared/lib/problem';
import { useDebounced } from '@/shared/lib/useDebounced';
import type { Answer } from '../usePiece';

const PAUSE_IN_TYPING_MS = 200;

export interface SymbolReading {
  /** What is wrong with what is typed, in the parser's own words. */
  error?: string | undefined;
  /** How it is understood. */
  reads?: string | undefined;
}

/** What the product's one chord parser makes of a symbol in the key of a piece. */
export function useReading(answer: Answer, typed: string): SymbolReading {
  const symbol = useDebounced(typed.trim(), PAUSE_IN_TYPING_MS);
  const { genre, metadata } = answer;
  const query = useQuery({
    queryKey: ['symbol', genre, metadata.key, symbol],
    enabled: symbol !== '',
    retry: false,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const body = { genre, description: 'chords', key: metadata.key, progression: symbol };
      return (await readBrief({ body, signal, throwOnError: true })).data;
    },
  });
  if (symbol === '') return {};
  if (query.isError) {
    const problem = problemOf(query.error);
    if (problem.kind !== 'refused') return {};
    return { error: problem.fields[0]?.message ?? problem.detail };
  }
  const read = query.data?.progression?.value;
  return { reads: typeof read === 'string' ? read : undefined };
}
