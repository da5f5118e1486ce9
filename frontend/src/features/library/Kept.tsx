import { useQuery } from '@tanstack/react-query';
import { Link as RouteLink } from '@tanstack/react-router';
import { useEffect } from 'react';
import { recipe, score } from '@/api';
import { type Link, ProblemNotice } from '@/features/studio';
import { library as text } from '@/shared/i18n/library';
import { problemOf } from '@/shared/lib/problem';
import { linkOfRecipe } from './opening';

interface KeptProps {
  genre: string;
  id: string;
  /** Shows the piece in the studio. */
  onOpen: (link: Link) => void;
}

/** What makes the piece; without the studio, what its score says of it. */
async function linkOf(genre: string, id: string, signal: AbortSignal): Promise<Link> {
  const path = { genre: genre as never, piece_id: id };
  try {
    const { data } = await recipe({ path, signal, throwOnError: true });
    return linkOfRecipe(data, [genre, id]);
  } catch (error) {
    if (problemOf(error).kind !== 'offline') throw error;
    const { data } = await score({ path, signal, throwOnError: true });
    const { description } = data.brief;
    return { genre: data.genre, description, seed: data.seed, kept: `${genre}/${id}/0` };
  }
}

/** On the way to a piece that is kept. */
export function Kept({ genre, id, onOpen }: KeptProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ['kept', genre, id],
    queryFn: ({ signal }) => linkOf(genre, id, signal),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data) onOpen(data);
  }, [data, onOpen]);
  const problem = error ? problemOf(error) : undefined;
  return (
    <main className="library">
      {problem?.kind === 'refused' ? (
        <>
          <h1 className="font-serif text-4xl">{text.gone.title}</h1>
          <p className="mt-2 text-lg text-ink-2">{text.gone.text}</p>
          <RouteLink to="/library" className="mt-4 inline-block text-accent-text underline">
            {text.gone.action}
          </RouteLink>
        </>
      ) : problem ? (
        <ProblemNotice problem={problem} onRetry={() => void refetch()} />
      ) : (
        <p role="status" className="font-serif text-4xl text-ink-3">
          {text.opening}
        </p>
      )}
    </main>
  );
}
