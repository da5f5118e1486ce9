import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { problemOf } from '@/shared/lib/problem';
import { type Draft, type DraftField } from '../draft';
import { Chip } from './Chip';
import './chips.css';
import { sayingsOf } from './sayings';
import { useUnderstood } from './useUnderstood';

interface UnderstoodProps {
  draft: Draft;
  genre: GenreOut | undefined;
  /** Whether to say here what the user should know; beside a piece it stands there. */
  notices: boolean;
  set: (field: DraftField, value: string) => void;
}

/** What the studio reads out of the words, while they are typed; each can be changed in place. */
export function Understood({ draft, genre, notices, set }: UnderstoodProps) {
  const { brief, error } = useUnderstood(draft);
  const problem = error ? problemOf(error) : undefined;
  const refused = problem?.kind === 'refused' ? problem.detail : undefined;
  if (!brief && !refused) return null;
  return (
    <section aria-label={text.understood.heading} className="grid gap-1.5 text-sm">
      {brief ? (
        <ul className="chips">
          {sayingsOf(brief, genre).map((saying) => (
            <Chip
              key={saying.field}
              saying={saying}
              fixed={saying.kind === 'plain' ? '' : draft[saying.field]}
              onChange={(value) => {
                if (saying.kind !== 'plain') set(saying.field, value);
              }}
            />
          ))}
        </ul>
      ) : null}
      {refused ? <p className="text-alarm">{refused}</p> : null}
      {brief && !refused && (brief.ignored ?? []).length > 0 ? (
        <p className="text-ink-3">{text.understood.ignored((brief.ignored ?? []).join(', '))}</p>
      ) : null}
      {(notices && !refused ? (brief?.notices ?? []) : []).map((notice) => (
        <p key={notice} className="text-ink-2">
          {notice}
        </p>
      ))}
    </section>
  );
}
