import type { GenreOut, PieceFacts } from '@/api';
import { text } from '@/shared/i18n';
import { clock, plain, words } from '@/shared/lib/format';
import { keyName } from '@/shared/lib/notation';

/** A piece in a line, as a musician says it. */
export function factsLine(facts: PieceFacts, id: string, genre: GenreOut | undefined): string[] {
  return [
    genre?.label ?? words(id),
    keyName(facts.key),
    text.piece.tempo(plain(facts.tempo)),
    facts.time_signature,
    text.piece.bars(facts.num_bars),
    clock(facts.duration_seconds),
  ];
}

const DAY_MS = 24 * 3600 * 1000;

/** When something was made: the time today, the day this year, else the date. */
export function dateOf(moment: string, now: Date): string {
  const date = new Date(moment);
  const recent = now.getTime() - date.getTime() < DAY_MS && now.getDate() === date.getDate();
  if (recent) return date.toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit' });
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return date.toLocaleDateString('en', { day: 'numeric', month: 'short', ...year });
}
