import { Suspense, useEffect, useRef, useState } from 'react';
import type { GenreOut } from '@/api';
import { Roll, seek, type Timeline } from '@/features/player';
import { text } from '@/shared/i18n';
import { Notice } from '@/shared/ui/Notice';
import type { PieceData } from '../usePiece';
import { About } from './About';
import { Chart } from './Chart';
import { Heading } from './Heading';
import { Take } from './Take';
import { Why } from './Why';

interface PieceProps {
  piece: PieceData;
  timeline: Timeline;
  genre: GenreOut | undefined;
  /** The arranger's version that the link names, if it names one. */
  linkVersion: string | undefined;
  stale: boolean;
  onAnother: () => void;
  onMark: (midis: readonly number[]) => void;
}

/** Everything about one piece: its chords, its notes over time, what can be taken along. */
export function Piece({
  piece,
  timeline,
  genre,
  linkVersion,
  stale,
  onAnother,
  onMark,
}: PieceProps) {
  const { answer, score } = piece;
  const { chords, version } = score.arrangement;
  const article = useRef<HTMLElement>(null);
  const [selected, setSelected] = useState<string>();
  const chord = chords.find(({ id }) => id === selected) ?? chords[0];
  useEffect(() => onMark(selected ? (chord?.midi_notes ?? []) : []), [selected, chord, onMark]);

  useEffect(() => {
    // Below this width the form stands above the music.
    if (!matchMedia('(min-width: 1024px)').matches) article.current?.scrollIntoView();
  }, [answer.id]);

  const select = (id: string) => {
    setSelected(id);
    const at = chords.find((candidate) => candidate.id === id)?.start_seconds;
    if (at !== undefined) seek(at);
  };
  const notices = [
    ...(answer.brief.notices ?? []),
    ...(linkVersion && linkVersion !== version
      ? [text.piece.otherVersion(linkVersion, version)]
      : []),
  ];
  return (
    <article
      ref={article}
      aria-label={text.piece.region}
      aria-busy={stale}
      className={`grid min-w-0 gap-6 transition-opacity ${stale ? 'opacity-50' : ''}`}
    >
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <Heading piece={piece} genre={genre} />
        <Take answer={answer} onAnother={onAnother} />
      </header>
      {notices.map((notice) => (
        <Notice key={notice}>{notice}</Notice>
      ))}
      <Chart score={score} selected={selected} onSelect={select} />
      {chord ? <Why chord={chord} /> : null}
      <Suspense fallback={<div className="h-60" />}>
        <Roll timeline={timeline} accent={answer.genre} />
      </Suspense>
      <About score={score} />
    </article>
  );
}
