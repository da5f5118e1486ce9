import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { plain } from '@/shared/lib/format';
import { Pills } from '@/shared/ui/Pills';
import type { Draft, DraftErrors, DraftField } from '../draft';

interface StylePickersProps {
  genres: readonly GenreOut[];
  genre: GenreOut | undefined;
  draft: Draft;
  errors: DraftErrors;
  set: (field: DraftField, value: string) => void;
  setGenre: (genre: GenreOut) => void;
}

/** What the chosen setting means, or which one it is when the words name none. */
function settingNote(genre: GenreOut | undefined, id: string): string | undefined {
  const find = (name: string | undefined) => genre?.applications.find((each) => each.id === name);
  const chosen = find(id);
  if (chosen) {
    const { description, tempo_min, tempo_max } = chosen;
    return `${description} · ${plain(tempo_min)}–${text.piece.tempo(plain(tempo_max))}`;
  }
  const usual = find(genre?.default_application);
  return usual && !id ? text.compose.otherwise(usual.label) : undefined;
}

/** Genre and application, both from the registry. */
export function StylePickers(props: StylePickersProps) {
  const { genres, genre, draft, errors, set, setGenre } = props;
  const choose = (id: string) => {
    const chosen = genres.find((each) => each.id === id);
    if (chosen) setGenre(chosen);
  };
  return (
    <div className="grid gap-4">
      <Pills
        legend={text.compose.style}
        value={genre?.id ?? ''}
        error={errors.genre}
        onChange={choose}
        options={genres.map(({ id, label, tagline }) => ({ value: id, label, hint: tagline }))}
      />
      <Pills
        legend={text.compose.setting}
        value={draft.application}
        error={errors.application}
        note={settingNote(genre, draft.application)}
        onChange={(id) => set('application', id)}
        options={[
          { value: '', label: text.compose.fromWords },
          ...(genre?.applications ?? []).map(({ id, label, description }) => ({
            value: id,
            label,
            hint: description,
          })),
        ]}
      />
    </div>
  );
}
