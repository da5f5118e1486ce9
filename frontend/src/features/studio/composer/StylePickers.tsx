import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { plain } from '@/shared/lib/format';
import { Pills } from '@/shared/ui/Pills';
import type { Draft, DraftField } from '../draft';

interface StylePickersProps {
  genres: readonly GenreOut[];
  genre: GenreOut | undefined;
  draft: Draft;
  error: string | undefined;
  set: (field: DraftField, value: string) => void;
}

/** Genre and application, both from the registry. */
export function StylePickers({ genres, genre, draft, error, set }: StylePickersProps) {
  const chosen = genre?.applications.find((application) => application.id === draft.application);
  const choose = (id: string) => {
    set('genre', id);
    // Another genre has other applications.
    if (id !== genre?.id) set('application', '');
  };
  return (
    <div className="grid gap-4">
      <Pills
        legend={text.compose.style}
        value={genre?.id ?? ''}
        onChange={choose}
        options={genres.map(({ id, label, tagline }) => ({ value: id, label, hint: tagline }))}
      />
      <div className="grid gap-1.5">
        <Pills
          legend={text.compose.setting}
          value={chosen?.id ?? ''}
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
        <p className={`text-sm ${error ? 'text-alarm' : 'text-ink-2'} empty:hidden`}>
          {error ??
            (chosen
              ? `${chosen.description} · ${plain(chosen.tempo_min)}–${text.piece.tempo(plain(chosen.tempo_max))}`
              : null)}
        </p>
      </div>
    </div>
  );
}
