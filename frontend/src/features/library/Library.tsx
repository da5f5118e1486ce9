import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { LibraryPiece } from '@/api';
import { unload } from '@/features/player';
import { ProblemNotice, useGenres } from '@/features/studio';
import { text as common } from '@/shared/i18n';
import { library as text } from '@/shared/i18n/library';
import { problemOf } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/Button';
import { Filters } from './Filters';
import { Held } from './Held';
import './library.css';
import { List } from './List';
import { piecesOf } from './pages';
import { Undo } from './Undo';
import { useChanges, useLibrary } from './useLibrary';
import { isNarrow, readWanted, type Wanted } from './wanted';

interface LibraryProps {
  address: Wanted;
  onWant: (wanted: Wanted) => void;
}

/** Nothing to list: because nothing was made, or because nothing fits. */
function Nothing({ narrow, onAll }: { narrow: boolean; onAll: () => void }) {
  const said = narrow ? text.none : text.empty;
  return (
    <div className="library-nothing">
      <h2 className="font-serif text-2xl">{said.title}</h2>
      <p className="mt-1 mb-4 text-ink-2">{said.text}</p>
      {narrow ? (
        <Button onClick={onAll}>{said.action}</Button>
      ) : (
        <Link to="/" className="text-accent-text underline underline-offset-2">
          {said.action}
        </Link>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div role="status" className="animate-[appear_200ms_250ms_both]">
      <p className="sr-only">{text.loading}</p>
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} aria-hidden="true" className="library-row">
          <div className="grid gap-2.5 py-1.5">
            <div className="h-5 w-64 max-w-full animate-pulse rounded bg-rule-soft" />
            <div className="h-3.5 w-44 animate-pulse rounded bg-rule-soft" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Everything that was made: found by typing, opened by a click, named, starred, put away. */
export function Library({ address, onWant }: LibraryProps) {
  const wanted = readWanted({ ...address });
  const query = useLibrary(wanted);
  const changes = useChanges();
  const genres = useGenres().data ?? [];
  const [removed, setRemoved] = useState<LibraryPiece>();
  // What was playing in the studio is not heard where nothing can stop it.
  useEffect(unload, []);
  useEffect(() => {
    document.title = `${text.title} · ${common.name}`;
  }, []);
  const pieces = piecesOf(query.data);
  const total = query.data?.pages.at(-1)?.total ?? 0;
  const problem = query.error ? problemOf(query.error) : undefined;
  const narrow = isNarrow(wanted);
  const remove = (piece: LibraryPiece) => {
    changes.remove.mutate(piece, { onSuccess: () => setRemoved(piece) });
  };
  const restore = (piece: LibraryPiece) => {
    changes.restore.mutate(piece);
    setRemoved(undefined);
  };
  return (
    <main className="library">
      <h1 className="font-serif text-5xl font-medium tracking-tight">{text.title}</h1>
      <p className="mt-1 text-lg text-ink-2">{text.lead}</p>
      {problem?.kind === 'offline' ? (
        <Held genres={genres} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <Filters
            genres={genres}
            wanted={wanted}
            onWant={onWant}
            said={query.data ? (narrow ? text.found(total) : text.count(total)) : ''}
          />
          {problem ? (
            <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
          ) : null}
          {query.isPending ? <Skeleton /> : null}
          {query.data && pieces.length === 0 ? (
            <Nothing narrow={narrow} onAll={() => onWant({})} />
          ) : null}
          <div aria-busy={query.isPlaceholderData}>
            <List pieces={pieces} genres={genres} changes={changes} onRemove={remove} />
          </div>
          {query.hasNextPage ? (
            <Button
              className="mt-4"
              aria-disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {text.more}
            </Button>
          ) : null}
        </>
      )}
      <Undo piece={removed} onUndo={restore} onClose={() => setRemoved(undefined)} />
    </main>
  );
}
