import type { ScoreChord } from '@/api';
import { nashvilleParts } from '@/shared/lib/nashville';
import { roman, symbolParts } from '@/shared/lib/notation';
import type { Figure } from '../piece/figures';
import { musicWidth, type Paper, type TextStyle } from './paper';

/** A piece of a chord's name: how large and how high, as shares of the size it is set in. */
export interface Run {
  text: string;
  size: number;
  rise: number;
}

const SMALL = 0.72;
const RAISED = 0.34;

/** A chord's name in the pieces that a chart sets apart. */
export function runsOf(
  chord: Pick<ScoreChord, 'symbol' | 'function' | 'nashville'>,
  as: Figure,
): Run[] {
  const run = (text: string, size = 1, rise = 0): Run => ({ text, size, rise });
  const parts = (): Run[] => {
    if (as === 'roman') return [run(roman(chord.function))];
    if (as === 'nashville') {
      const { degree, minor, suffix, bass } = nashvilleParts(chord.nashville);
      return [
        run(degree + (minor ? '–' : '')),
        run(suffix, SMALL, RAISED),
        run(bass && `/${bass}`),
      ];
    }
    const { root, quality, bass } = symbolParts(chord.symbol);
    return [run(root), run(quality, SMALL), run(bass && `/${bass}`, SMALL)];
  };
  return parts().filter(({ text }) => text !== '');
}

const scaled = (style: TextStyle, share: number) => ({ ...style, size: style.size * share });

export function runsWidth(runs: readonly Run[], style: TextStyle): number {
  return runs.reduce((sum, { text, size }) => sum + musicWidth(text, scaled(style, size)), 0);
}

export function drawRuns(
  paper: Paper,
  runs: readonly Run[],
  x: number,
  y: number,
  style: TextStyle,
): void {
  let at = x;
  for (const { text, size, rise } of runs) {
    at = paper.music(text, at, y - rise * style.size, scaled(style, size));
  }
}
