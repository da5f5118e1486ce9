import { Suspense, useEffect, useRef } from 'react';
import type { GenreOut } from '@/api';
import { type Timeline, Views } from '@/features/player';
import { text } from '@/shared/i18n';
import { Notice } from '@/shared/ui/Notice';
import { RecordingPanel } from '../recording/RecordingPanel';
import { ReworkPanel } from '../rework/ReworkPanel';
import type { Rework } from '../rework/useRework';
import type { ChosenChord } from '../useChosenChord';
import type { PieceData } from '../usePiece';
import { About } from './About';
import { Chart } from './Chart';
import { Heading } from './Heading';
import { Take } from './Take';

interface PieceProps {
  piece: PieceData;
  timeline: Timeline;
  genre: GenreOut | undefined;
  genres: readonly GenreOut[];
  rework: Rework;
  /** The arranger's version that the link names, if it names one. */
  linkVersion: string | undefined;
  stale: boolean;
  chosen: ChosenChord;
  onAnother: () => void;
}

/** What the user should read before the music: the brief's notices, and an older link's. */
function noticesOf({ answer, score }: PieceData, linkVersion: string | undefined): string[] {
  const { version } = score.arrangement;
  const other = linkVersion && linkVersion !== version;
  return [
    ...(answer.brief.notices ?? []),
    ...(other ? [text.piece.otherVersion(linkVersion, version)] : []),
  ];
}

/** Everything about one piece: its chords, its notes over time, what can be taken along. */
export function Piece({
  piece,
  timeline,
  genre,
  genres,
  rework,
  linkVersion,
  stale,
  chosen,
  onAnother,
}: PieceProps) {
  const { answer, score } = piece;
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Below this width the form stands above the music.
    if (!matchMedia('(min-width: 1024px)').matches) article.current?.scrollIntoView();
  }, [answer.id]);
  return (
    <article
      ref={article}
      aria-busy={stale}
      className={`grid min-w-0 scroll-mt-3 gap-6 transition-opacity ${stale ? 'opacity-50' : ''}`}
    >
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <Heading piece={piece} genre={genre} />
        <Take piece={piece} genre={genre} onAnother={onAnother} />
      </header>
      {noticesOf(piece, linkVersion).map((notice) => (
        <Notice key={notice}>{notice}</Notice>
      ))}
      <ReworkPanel piece={piece} genres={genres} rework={rework} />
      <Chart score={score} selected={chosen.id} onSelect={chosen.choose} />
      <Suspense fallback={<div className="h-60" />}>
        <Views
          timeline={timeline}
          accent={answer.genre}
          musicxml={`/${answer.genre}/score/${answer.id}/musicxml`}
        />
      </Suspense>
      <RecordingPanel key={answer.id} answer={answer} />
      <About score={score} harmony={answer.harmony} />
    </article>
  );
}
