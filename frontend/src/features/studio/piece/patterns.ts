import type { PatternOut, ScoreOut } from '@/api';
import { words } from '@/shared/lib/format';

/** A named pattern and where it is used: first and last bar of each stretch. */
export interface PatternUse {
  name: string;
  why: string;
  bars: [from: number, to: number][];
}

/** Adds a stretch of bars; one that goes on where the last ended makes it longer. */
function extend(bars: PatternUse['bars'], from: number, to: number): void {
  const last = bars.at(-1);
  if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
  else bars.push([from, to]);
}

/** Each named pattern of one part once, with the bars it is used in. */
export function usesOf({ arrangement }: ScoreOut, part: PatternOut['part']): PatternUse[] {
  const uses = new Map<string, PatternUse>();
  for (const phrase of arrangement.phrases) {
    for (const pattern of arrangement.patterns) {
      if (pattern.part !== part || pattern.phrase_id !== phrase.id) continue;
      const { name, why } = pattern;
      const use = uses.get(name) ?? { name: words(name), why, bars: [] };
      extend(use.bars, phrase.start_bar, phrase.start_bar + phrase.bars - 1);
      uses.set(name, use);
    }
  }
  return [...uses.values()];
}
