import type { BriefField, BriefOut, GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { chips } from '@/shared/i18n/chips';
import { plain } from '@/shared/lib/format';
import { keyName } from '@/shared/lib/notation';
import { HANDS, LIMITS } from '../limits';
import { keysLike } from '../rework/keys';

export type Source = keyof typeof text.understood.source;

interface Said {
  name: string;
  value: string;
  source: Source;
}

export interface Option {
  value: string;
  label: string;
}

/** Something that was understood, and how it can be changed where it stands. */
export type Saying = Said &
  (
    | {
        kind: 'choice';
        field: 'key' | 'time_signature' | 'complexity' | 'hand_size';
        options: Option[];
      }
    | { kind: 'number'; field: 'tempo' | 'num_bars'; unit: string; low: number; high: number }
    /** Only the words can change it. */
    | { kind: 'plain'; field: 'form' | 'rise' }
  );

const same = (value: string): Option => ({ value, label: value });
const keys = [...keysLike('C major'), ...keysLike('A minor')].map((value) => ({
  value,
  label: keyName(value),
}));
const levels = text.level.map((name, index) => ({
  value: String(index + 1),
  label: `${index + 1} · ${name}`,
}));
const hands = HANDS.map((value) => ({ value, label: text.hand[value] }));

function said(name: keyof typeof text.field, value: string, { source }: BriefField): Said {
  return { name: text.field[name], value, source };
}

function number(field: 'tempo' | 'num_bars', value: string, unit: string, brief: BriefOut): Saying {
  return { kind: 'number', field, unit, ...LIMITS[field], ...said(field, value, brief[field]) };
}

/** The form and the change of key that were named; most words name none. */
function plan({ form, rise }: BriefOut): Saying[] {
  const found: Saying[] = [];
  if (form) {
    const value = String(form.value);
    found.push({ kind: 'plain', field: 'form', name: chips.form, value, source: form.source });
  }
  if (rise) {
    const value = chips.rises(Number(rise.value));
    found.push({ kind: 'plain', field: 'rise', name: chips.rise, value, source: rise.source });
  }
  return found;
}

/** The brief as short sayings, in the order a musician would give them. */
export function sayingsOf(brief: BriefOut, genre: GenreOut | undefined): Saying[] {
  const { key, tempo, time_signature: meter, num_bars: bars, complexity, hand_size: hand } = brief;
  const handName = String(hand.value);
  const sayings: Saying[] = [
    {
      kind: 'choice',
      field: 'key',
      options: keys,
      ...said('key', keyName(String(key.value)), key),
    },
    number('tempo', plain(Number(tempo.value)), chips.bpm, brief),
    {
      kind: 'choice',
      field: 'time_signature',
      options: (genre?.meters ?? []).map(same),
      ...said('time_signature', String(meter.value), meter),
    },
    number('num_bars', String(bars.value), chips.bars(Number(bars.value)), brief),
    ...plan(brief),
    {
      kind: 'choice',
      field: 'complexity',
      options: levels,
      ...said('complexity', chips.level(Number(complexity.value)).toLowerCase(), complexity),
    },
  ];
  // The usual hand goes without saying.
  if (hand.source === 'default') return sayings;
  const value = text.understood.hand[handName] ?? handName;
  return [
    ...sayings,
    { kind: 'choice', field: 'hand_size', options: hands, ...said('hand_size', value, hand) },
  ];
}
