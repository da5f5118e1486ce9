import { Suspense, useCallback, useEffect, useRef } from 'react';
import { Keyboard, TransportBar } from '@/features/player';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { problemOf } from '@/shared/lib/problem';
import { whenIdle } from '@/shared/lib/lazily';
import { useMedia } from '@/shared/lib/useMedia';
import { Composer } from './composer/Composer';
import { useDraft } from './draft';
import { Making, preloadPiece } from './late';
import {
  isPiece,
  isWrong,
  type Link,
  pieceName,
  type PieceLink,
  type Reading,
  withEdits,
} from './link';
import { newSeed } from './limits';
import { Why } from './piece/Why';
import { ProblemNotice } from './ProblemNotice';
import { Stage } from './Stage';
import { useRework } from './rework/useRework';
import './studio.css';
import { troubleOf } from './trouble';
import { useAccent } from './useAccent';
import { useChosenChord } from './useChosenChord';
import { chosenGenre, useGenres } from './useGenres';
import { useMaking } from './useMaking';
import { usePiece } from './usePiece';
import { useStage } from './useStage';

/** What is not to be made as it is written is not made at all. */
const NO_PIECE: Link = {};

interface StudioProps {
  address: Reading;
  /** Goes to another piece; `replace` only completes the address of this one. */
  onGo: (link: Link, how?: { replace: boolean }) => void;
}

/** Fills the form from an address, unless the form is where the address came from. */
function useFormOf(address: Reading) {
  const replace = useDraft((state) => state.replace);
  const known = useRef<string>(undefined);
  useEffect(() => {
    const name = isWrong(address) ? undefined : pieceName(address.link);
    if (name !== undefined && name === known.current) return;
    known.current = name;
    replace(address);
  }, [address, replace]);
  /** Says that the form asked for this piece itself. */
  return useCallback((link: Link) => {
    known.current = pieceName(link);
  }, []);
}

/** Words on the left, the piece on the right, the piano along the bottom edge. */
export function Studio({ address, onGo }: StudioProps) {
  const genres = useGenres();
  const link = isWrong(address) ? NO_PIECE : address.link;
  const query = usePiece(link);
  const comesFromForm = useFormOf(address);
  const making = useMaking(link, (made) => {
    comesFromForm(made);
    onGo(made);
  });
  const draftGenre = useDraft(({ draft }) => draft.genre);
  const wide = useMedia('(min-width: 1024px)');
  const piece = query.isError ? undefined : query.data;
  const shown = genres.data?.find(({ id }) => id === piece?.answer.genre);
  const timeline = useStage(piece, shown);
  const chosen = useChosenChord(piece);
  const alone = !isPiece(link) || query.isError;
  const version = query.isPlaceholderData ? undefined : piece?.score.arrangement.version;

  useAccent(piece ? shown : chosenGenre(genres.data ?? [], draftGenre));
  useEffect(() => whenIdle(() => void preloadPiece().catch(() => undefined)), []);
  useEffect(() => {
    if (version && !link.version) onGo({ ...link, version }, { replace: true });
  }, [version, link, onGo]);

  const generate = (asked: PieceLink) => {
    if (pieceName(asked) === pieceName(link)) void query.refetch();
    else making.make(asked);
  };
  const another = () => {
    const { version: _version, kept: _kept, ...same } = link;
    if (isPiece(same)) making.make({ ...withEdits(same, []), seed: newSeed() });
  };
  const retry = () => {
    if (making.error && making.asked) making.make(making.asked);
    else void query.refetch();
  };
  const busy = query.isFetching || making.busy;
  const stop = () => {
    making.stop();
    // A link that is being opened is left; its words stay in the form.
    if (!making.busy && !piece) {
      comesFromForm(NO_PIECE);
      onGo(NO_PIECE);
    }
    announce(text.compose.stopped);
    document.querySelector<HTMLElement>('.prompt textarea')?.focus();
  };
  const progress = busy ? (
    <Suspense>
      <Making onCancel={stop} />
    </Suspense>
  ) : null;
  const beside = alone || wide;
  const rework = useRework(link, making, (changed) => {
    comesFromForm(changed);
    onGo(changed);
  });
  const why = <Why chosen={chosen} docked={!wide} piece={piece} rework={rework} />;
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
              busy={busy}
              progress={beside ? progress : null}
              trouble={troubleOf(address, making, query.error)}
              seed={piece?.answer.seed}
              onGenerate={generate}
              onRetry={retry}
            />
          )}
          {wide && !alone ? why : null}
        </section>
        {alone ? null : (
          <section aria-label={text.piece.region} className="min-w-0">
            <Stage
              piece={piece}
              timeline={timeline}
              genre={shown}
              genres={genres.data ?? []}
              rework={rework}
              linkVersion={link.version}
              stale={query.isPlaceholderData || making.busy}
              chosen={chosen}
              onAnother={another}
            />
          </section>
        )}
      </main>
      <footer className="studio-dock" data-loaded={timeline ? true : undefined}>
        {beside ? null : progress}
        {wide || !chosen.id ? null : why}
        <Suspense>{timeline ? <TransportBar /> : null}</Suspense>
        <Keyboard marked={chosen.keys} />
      </footer>
    </>
  );
}
