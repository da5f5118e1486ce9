import type { BriefOut } from '@/api';
import { text } from '@/shared/i18n';
import { plain } from '@/shared/lib/format';
import { keyName } from '@/shared/lib/notation';
import { problemOf } from '@/shared/lib/problem';
import { Music } from '@/shared/ui/Music';
import type { Draft } from '../draft';
import { useUnderstood } from '../useUnderstood';

type Source = keyof typeof text.understood.source;

interface Chip {
  name: string;
  value: string;
  source: Source;
}

/** The brief as short sayings, in the order a musician would give them. */
export function chipsOf(brief: BriefOut): Chip[] {
  const chip = (name: keyof typeof text.field, value: string, source: Source): Chip => ({
    name: text.field[name],
    value,
    source,
  });
  const hand = String(brief.hand_size.value);
  return [
    chip('key', keyName(String(brief.key.value)), brief.key.source),
    chip('tempo', text.understood.tempo(plain(Number(brief.tempo.value))), brief.tempo.source),
    chip('time_signature', String(brief.time_signature.value), brief.time_signature.source),
    chip('num_bars', text.understood.bars(Number(brief.num_bars.value)), brief.num_bars.source),
    // The usual level and hand go without saying.
    ...(brief.complexity.source === 'default'
      ? []
      : [
          chip(
            'complexity',
            text.understood.level(Number(brief.complexity.value)),
            brief.complexity.source,
          ),
        ]),
    ...(brief.hand_size.source === 'default'
      ? []
      : [chip('hand_size', text.understood.hand[hand] ?? hand, brief.hand_size.source)]),
  ];
}

const TONE: Record<Source, string> = {
  words: 'font-semibold text-accent-text',
  field: 'font-semibold text-ink',
  chords: 'font-semibold text-ink',
  melody: 'font-semibold text-ink',
  default: 'text-ink-3',
};

interface UnderstoodProps {
  draft: Draft;
  /** Whether to say here what the user should know; beside a piece it stands there. */
  notices: boolean;
}

/** What the studio reads out of the words, while they are typed. */
export function Understood({ draft, notices }: UnderstoodProps) {
  const { data: brief, error } = useUnderstood(draft);
  const problem = error ? problemOf(error) : undefined;
  if (problem?.kind === 'refused') return <p className="text-sm text-alarm">{problem.detail}</p>;
  if (!brief) return null;
  return (
    <section aria-label={text.understood.heading} className="grid gap-1 text-sm">
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
        {chipsOf(brief).map(({ name, value, source }) => (
          <li
            key={name}
            className={TONE[source]}
            title={`${name}: ${text.understood.source[source]}`}
          >
            <span className="sr-only">{name}: </span>
            <Music>{value}</Music>
            <span className="sr-only">, {text.understood.source[source]}</span>
          </li>
        ))}
      </ul>
      {(brief.ignored ?? []).length > 0 && (
        <p className="text-ink-3">{text.understood.ignored((brief.ignored ?? []).join(', '))}</p>
      )}
      {(notices ? (brief.notices ?? []) : []).map((notice) => (
        <p key={notice} className="text-ink-2">
          {notice}
        </p>
      ))}
    </section>
  );
}
