import type { ScoreChord } from '@/api';
import { nashvilleParts, spokenNashville } from '@/shared/lib/nashville';
import { roman, spoken, spokenChord } from '@/shared/lib/notation';
import { Music } from '@/shared/ui/Music';
import { ChordSymbol } from './ChordSymbol';
import type { Figure } from './figures';

/** A Nashville number as it is written by hand: the degree, what is added to it raised and small. */
function Nashville({ number }: { number: string }) {
  const { degree, minor, suffix, bass } = nashvilleParts(number);
  return (
    <span className="whitespace-nowrap">
      <Music>{degree}</Music>
      {minor ? '–' : null}
      {suffix ? (
        <sup className="figure-raised">
          <Music>{suffix}</Music>
        </sup>
      ) : null}
      {bass ? (
        <>
          /<Music>{bass}</Music>
        </>
      ) : null}
    </span>
  );
}

type Named = Pick<ScoreChord, 'symbol' | 'function' | 'nashville'>;

/** One chord as its symbol or as a number of the key. */
export function ChordFigure({ chord, as }: { chord: Named; as: Figure }) {
  if (as === 'symbol') return <ChordSymbol symbol={chord.symbol} />;
  if (as === 'nashville') return <Nashville number={chord.nashville} />;
  return <Music>{roman(chord.function)}</Music>;
}

/** The number beneath or instead, in words. */
export function spokenFigure(chord: Named, as: Figure | undefined): string {
  if (as === 'nashville') return spokenNashville(chord.nashville);
  return as === 'symbol' ? spokenChord(chord.symbol) : spoken(roman(chord.function));
}
