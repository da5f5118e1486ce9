import type { PatternOut, ScoreOut } from '@/api';
import { capital, words } from '@/shared/lib/format';

const LONGEST_TITLE = 40;

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

/** `Walking bass: a note a beat` is a title and a reason; without a colon the name is the title. */
function titled({ name, why }: PatternOut): { name: string; why: string } {
  const [title = '', ...reason] = why.split(': ');
  return reason.length > 0 && title.length <= LONGEST_TITLE
    ? { name: title, why: capital(reason.join(': ')) }
    : { name: words(name), why };
}

/** Each named pattern of one part once, with the bars it is used in. */
export function usesOf({ arrangement }: ScoreOut, part: PatternOut['part']): PatternUse[] {
  const uses = new Map<string, PatternUse>();
  for (const phrase of arrangement.phrases) {
    for (const pattern of arrangement.patterns) {
      if (pattern.part !== part || pattern.phrase_id !== phrase.id) continue;
      const use = uses.get(pattern.name) ?? { ...titled(pattern), bars: [] };
      extend(use.bars, phrase.start_bar, phrase.start_bar + phrase.bars - 1);
      uses.set(pattern.name, use);
    }
  }
  return [...uses.values()];
}
