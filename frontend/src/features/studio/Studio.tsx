import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Keyboard, load, prefetchPiano, timelineOf, TransportBar, unload } from '@/features/player';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { plain } from '@/shared/lib/format';
import { problemOf } from '@/shared/lib/problem';
import { Composer } from './composer/Composer';
import { useDraft } from './draft';
import { isPiece, type Link, type PieceLink } from './link';
import { newSeed } from './limits';
import { titleOf } from './piece/Heading';
import { PieceSkeleton } from './piece/PieceSkeleton';
import { ProblemNotice } from './ProblemNotice';
import { useAccent } from './useAccent';
import { chosenGenre, useGenres } from './useGenres';
import { usePiece } from './usePiece';

interface StudioProps {
  link: Link;
  /** Goes to another piece; `replace` only completes the address of this one. */
  onGo: (link: Link, how?: { replace: boolean }) => void;
}

// Comes after the first paint.
const Piece = lazy(() => import('./piece/Piece').then((m) => ({ default: m.Piece })));

const NO_KEYS: readonly number[] = [];

/** Words on the left, the piece on the right, the piano along the bottom edge. */
export function Studio({ link, onGo }: StudioProps) {
  const genres = useGenres();
  const query = usePiece(link);
  const [marked, setMarked] = useState(NO_KEYS);
  const { draft, replace } = useDraft();
  const piece = query.isError ? undefined : query.data;
  const timeline = useMemo(() => piece && timelineOf(piece.score), [piece]);
  const genre = chosenGenre(genres.data ?? [], draft.genre);
  const shown = genres.data?.find(({ id }) => id === piece?.answer.genre);
  const problem = query.error ? problemOf(query.error) : undefined;
  const alone = !isPiece(link);
  useAccent(piece ? shown : genre);

  useEffect(() => replace(link), [link, replace]);
  useEffect(() => {
    if (timeline) load(timeline);
    else unload();
    if (timeline) prefetchPiano();
  }, [timeline]);
  useEffect(() => {
    document.title = piece ? `${titleOf(piece, shown)} · ${text.name}` : text.name;
    if (!piece) return;
    const { num_bars, tempo } = piece.answer.metadata;
    announce(text.piece.made(titleOf(piece, shown), num_bars, plain(tempo)));
  }, [piece, shown]);

  const version = piece?.score.arrangement.version;
  const settled = piece && !query.isPlaceholderData;
  useEffect(() => {
    if (settled && version && !link.version) onGo({ ...link, version }, { replace: true });
  }, [settled, version, link, onGo]);

  const generate = (asked: PieceLink) => {
    const { version: _version, ...now } = link;
    if (JSON.stringify(asked) === JSON.stringify(now)) void query.refetch();
    else onGo(asked);
  };
  const another = () => {
    const { version: _version, ...same } = link;
    onGo({ ...same, seed: newSeed() });
  };
  return (
    <>
      <main
        className={
          alone
            ? 'mx-auto w-full max-w-2xl px-5 pt-[6vh] pb-12'
            : 'mx-auto grid w-full max-w-[88rem] gap-10 px-5 pt-4 pb-12 sm:px-8 lg:grid-cols-[20rem_minmax(0,1fr)] lg:gap-14'
        }
      >
        <section className={alone ? '' : 'lg:sticky lg:top-4 lg:self-start'}>
          <h1 className={alone ? 'mb-1 font-serif text-5xl font-medium tracking-tight' : 'sr-only'}>
            {text.compose.heading}
          </h1>
          {alone ? <p className="mb-8 text-lg text-ink-2">{text.compose.lead}</p> : null}
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
              refused={problem?.kind === 'refused' ? problem.fields : []}
              seed={piece?.answer.seed}
              onGenerate={generate}
            />
          )}
        </section>
        {alone ? null : (
          <div id="music" tabIndex={-1} className="min-w-0 outline-none">
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
          </div>
        )}
      </main>
      <footer className="sticky bottom-0 z-10 mt-auto bg-paper">
        <Suspense>{timeline ? <TransportBar /> : null}</Suspense>
        <Keyboard marked={marked} />
      </footer>
    </>
  );
}
