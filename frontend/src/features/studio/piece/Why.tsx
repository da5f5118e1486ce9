import { Suspense, useEffect, useRef } from 'react';
import { text } from '@/shared/i18n';
import { noteName, prose, roman } from '@/shared/lib/notation';
import { Icon } from '@/shared/ui/Icon';
import { Music } from '@/shared/ui/Music';
import { ChordEditor } from '../late';
import type { Rework } from '../rework/useRework';
import type { ChosenChord } from '../useChosenChord';
import type { PieceData } from '../usePiece';
import { ChordSymbol } from './ChordSymbol';

interface WhyProps {
  chosen: ChosenChord;
  piece: PieceData | undefined;
  rework: Rework;
  /** On the dock of a small screen, where it can be put away. */
  docked: boolean;
}

/** One chord explained: what it is, what it is made of, and why it stands here. */
export function Why({ chosen: { chord, id, clear }, piece, rework, docked }: WhyProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (id && !docked) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [id, docked]);
  if (!chord) return null;
  return (
    <section
      ref={panel}
      aria-label={text.why.heading}
      className={docked ? 'why why-docked' : 'why'}
    >
      <div className="flex flex-wrap items-baseline gap-x-4">
        <p className="text-2xl leading-tight">
          <ChordSymbol symbol={chord.symbol} />
        </p>
        <p className="text-ink-2">
          <Music>{roman(chord.function)}</Music>
        </p>
        <p className="text-ink-2">
          <span className="sr-only">{text.why.notes}: </span>
          {chord.notes.map((note, index) => (
            <span key={index} className="mr-2 font-serif">
              <Music>{noteName(note)}</Music>
            </span>
          ))}
        </p>
      </div>
      <p className="max-w-prose">
        <Music>{prose(chord.comment)}</Music>
      </p>
      {piece && id ? (
        <Suspense>
          <ChordEditor key={chord.id} piece={piece} chord={chord} rework={rework} />
        </Suspense>
      ) : null}
      {docked ? (
        <button type="button" aria-label={text.why.close} onClick={clear} className="why-close">
          <Icon name="close" />
        </button>
      ) : null}
    </section>
  );
}
