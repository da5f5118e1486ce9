import type { ScoreChord } from '@/api';
import { text } from '@/shared/i18n';
import { noteName, roman } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';
import { ChordSymbol } from './ChordSymbol';

/** One chord explained: what it is, what it is made of, and why it stands here. */
export function Why({ chord }: { chord: ScoreChord }) {
  return (
    <section
      aria-label={text.why.heading}
      className="grid gap-x-8 gap-y-1 border-l-2 border-accent pl-4 sm:grid-cols-[minmax(9rem,auto)_1fr]"
    >
      <div>
        <p className="text-3xl leading-tight">
          <ChordSymbol symbol={chord.symbol} />
        </p>
        <p className="text-ink-2">
          <Music>{roman(chord.function)}</Music>
        </p>
      </div>
      <div className="self-center">
        <p className="max-w-prose">{chord.comment}</p>
        <p className="text-ink-2">
          <span className="sr-only">{text.why.notes}: </span>
          {chord.notes.map((note, index) => (
            <span key={index} className="mr-3 font-serif">
              <Music>{noteName(note)}</Music>
            </span>
          ))}
        </p>
      </div>
    </section>
  );
}
