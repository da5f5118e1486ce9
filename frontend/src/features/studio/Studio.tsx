import { lazy, Suspense, useEffect, useState } from 'react';
import { Keyboard, TransportBar } from '@/features/player';
import { text } from '@/shared/i18n';
import { problemOf } from '@/shared/lib/problem';
import { Composer } from './composer/Composer';
import { linkOf, useDraft } from './draft';
import { isPiece, type Link, type PieceLink, sameBrief } from './link';
import { newSeed } from './limits';
import { PieceSkeleton } from './piece/PieceSkeleton';
import { ProblemNotice } from './ProblemNotice';
import { useAccent } from './useAccent';
import { chosenGenre, useGenres } from './useGenres';
import { usePiece } from './usePiece';
import { useStage } from './useStage';

// Comes after the first paint.
const Piece = lazy(() => import('./piece/Piece').then((m) => ({ default: m.Piece })));

interface StudioProps {
  link: Link;
  /** Goes to another piece; `replace` only completes the address of this one. */
  onGo: (link: Link, how?: { replace: boolean }) => void;
}

const NO_KEYS: readonly number[] = [];
const ALONE = 'mx-auto w-full max-w-2xl px-5 pt-[4vh] pb-10';
const BESIDE =
  'mx-auto grid w-full max-w-[88rem] grid-cols-[minmax(0,1fr)] gap-8 px-5 pt-4 pb-12 sm:px-8 lg:grid-cols-[20rem_minmax(0,1fr)] lg:gap-14';

/** Words on the left, the piece on the right, the piano along the bottom edge. */
export function Studio({ link, onGo }: StudioProps) {
  const genres = useGenres();
  const query = usePiece(link);
  const [marked, setMarked] = useState(NO_KEYS);
  const { draft, replace } = useDraft();
  const piece = query.isError ? undefined : query.data;
  const shown = genres.data?.find(({ id }) => id === piece?.answer.genre);
  const timeline = useStage(piece, shown);
  const problem = query.error ? problemOf(query.error) : undefined;
  const alone = !isPiece(link);
  const refused = problem?.kind === 'refused' && sameBrief(link, linkOf(draft));
  const version = query.isPlaceholderData ? undefined : piece?.score.arrangement.version;

  useAccent(piece ? shown : chosenGenre(genres.data ?? [], draft.genre));
  useEffect(() => replace(link), [link, replace]);
  useEffect(() => {
    if (version && !link.version) onGo({ ...link, version }, { replace: true });
  }, [version, link, onGo]);

  const generate = (asked: PieceLink) => {
    if (asked.seed === link.seed && sameBrief(asked, link)) void query.refetch();
    else onGo(asked);
  };
  const another = () => {
    const { version: _version, ...same } = link;
    onGo({ ...same, seed: newSeed() });
  };
  return (
    <>
      <main className={alone ? ALONE : BESIDE}>
        <section className={alone ? '' : 'lg:sticky lg:top-4 lg:self-start'}>
          <h1 className={alone ? 'font-serif text-5xl font-medium tracking-tight' : 'sr-only'}>
            {text.compose.heading}
          </h1>
          {alone ? <p className="mt-2 mb-6 text-lg text-ink-2">{text.compose.lead}</p> : null}
          {genres.isError ? (
            <ProblemNotice
              problem={problemOf(genres.error)}
              onRetry={() => void genres.refetch()}
            />
          ) : (
            <Composer
              genres={genres.data ?? []}
              alone={alone}
              busy={query.isFetching}
              refused={refused ? problem.fields : []}
              seed={piece?.answer.seed}
              onGenerate={generate}
            />
          )}
        </section>
        {alone ? null : (
          <section id="music" aria-label={text.piece.region} className="min-w-0">
            {problem ? (
              <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
            ) : piece && timeline ? (
              <Suspense fallback={<PieceSkeleton />}>
                <Piece
                  piece={piece}
                  timeline={timeline}
                  genre={shown}
                  linkVersion={link.version}
                  stale={query.isPlaceholderData}
                  onAnother={another}
                  onMark={setMarked}
                />
              </Suspense>
            ) : (
              <PieceSkeleton />
            )}
          </section>
        )}
      </main>
      <footer
        className={`sticky bottom-0 z-10 mt-auto bg-paper ${timeline ? 'border-t border-rule' : ''}`}
      >
        <Suspense>{timeline ? <TransportBar /> : null}</Suspense>
        <Keyboard marked={marked} />
      </footer>
    </>
  );
}
