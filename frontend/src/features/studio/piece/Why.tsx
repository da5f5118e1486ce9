import { useEffect, useRef } from 'react';
import type { ScoreChord } from '@/api';
import { text } from '@/shared/i18n';
import { noteName, prose, roman } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';
import { ChordSymbol } from './ChordSymbol';

/** One chord explained: what it is, what it is made of, and why it stands here. */
export function Why({ chord, chosen }: { chord: ScoreChord; chosen: boolean }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, chord.id]);
  return (
    <section
      ref={panel}
      aria-label={text.why.heading}
      className="grid scroll-mb-48 gap-1 border-l-2 border-accent py-0.5 pl-4"
    >
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="text-2xl leading-tight">
          <ChordSymbol symbol={chord.symbol} />
        </span>
        <span className="text-ink-2">
          <Music>{roman(chord.function)}</Music>
        </span>
        <span className="text-ink-2">
          <span className="sr-only">{text.why.notes}: </span>
          {chord.notes.map((note, index) => (
            <span key={index} className="mr-2 font-serif">
              <Music>{noteName(note)}</Music>
            </span>
          ))}
        </span>
      </p>
      <p className="max-w-prose">
        <Music>{prose(chord.comment)}</Music>
      </p>
    </section>
  );
}
