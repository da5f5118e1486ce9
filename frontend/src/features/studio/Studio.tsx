import { Suspense, useEffect } from 'react';
import { Keyboard, TransportBar } from '@/features/player';
import { text } from '@/shared/i18n';
import { problemOf } from '@/shared/lib/problem';
import { whenIdle } from '@/shared/lib/lazily';
import { useMedia } from '@/shared/lib/useMedia';
import { Composer } from './composer/Composer';
import { linkOf, useDraft } from './draft';
import { preloadPiece } from './late';
import { isPiece, type Link, type PieceLink, sameBrief } from './link';
import { newSeed } from './limits';
import { Why } from './piece/Why';
import { ProblemNotice } from './ProblemNotice';
import { Stage } from './Stage';
import './studio.css';
import { useAccent } from './useAccent';
import { useChosenChord } from './useChosenChord';
import { chosenGenre, useGenres } from './useGenres';
import { usePiece } from './usePiece';
import { useStage } from './useStage';

interface StudioProps {
  link: Link;
  /** Goes to another piece; `replace` only completes the address of this one. */
  onGo: (link: Link, how?: { replace: boolean }) => void;
}

/** Words on the left, the piece on the right, the piano along the bottom edge. */
export function Studio({ link, onGo }: StudioProps) {
  const genres = useGenres();
  const query = usePiece(link);
  const { draft, replace } = useDraft();
  const wide = useMedia('(min-width: 1024px)');
  const piece = query.isError ? undefined : query.data;
  const shown = genres.data?.find(({ id }) => id === piece?.answer.genre);
  const timeline = useStage(piece, shown);
  const chosen = useChosenChord(piece);
  const problem = query.error ? problemOf(query.error) : undefined;
  const alone = !isPiece(link);
  const refused = problem?.kind === 'refused' && sameBrief(link, linkOf(draft));
  const version = query.isPlaceholderData ? undefined : piece?.score.arrangement.version;

  useAccent(piece ? shown : chosenGenre(genres.data ?? [], draft.genre));
  useEffect(() => replace(link), [link, replace]);
  useEffect(() => whenIdle(() => void preloadPiece().catch(() => undefined)), []);
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
  const why = <Why chosen={chosen} docked={!wide} />;
  return (
    <>
      <main className={alone ? 'studio-alone' : 'studio'}>
        <section aria-label={text.compose.region} className={alone ? '' : 'studio-rail'}>
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
          {wide && !alone ? why : null}
        </section>
        {alone ? null : (
          <section aria-label={text.piece.region} className="min-w-0">
            <Stage
              piece={piece}
              timeline={timeline}
              problem={problem}
              genre={shown}
              linkVersion={link.version}
              stale={query.isPlaceholderData}
              chosen={chosen}
              onAnother={another}
              onRetry={() => void query.refetch()}
            />
          </section>
        )}
      </main>
      <footer className="studio-dock" data-loaded={timeline ? true : undefined}>
        {wide || !chosen.id ? null : why}
        <Suspense>{timeline ? <TransportBar /> : null}</Suspense>
        <Keyboard marked={chosen.keys} />
      </footer>
    </>
  );
}
