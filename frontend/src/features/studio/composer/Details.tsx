import { Suspense, useState } from 'react';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { Disclosure } from '@/shared/ui/Disclosure';
import { SelectField, TextArea, TextField } from '@/shared/ui/Field';
import { HANDS } from '../limits';
import { AiShare } from '../late';
import { DETAILS, type Draft, type DraftErrors, type DraftField } from '../draft';

interface DetailsProps {
  genre: GenreOut | undefined;
  draft: Draft;
  errors: DraftErrors;
  /** The seed of the piece in sight, offered for keeping. */
  seed: number | undefined;
  set: (field: DraftField, value: string) => void;
}

const auto = { value: '', label: text.hint.auto };
const levels = text.level.map((name, index) => ({
  value: String(index + 1),
  label: `${index + 1} · ${name}`,
}));

const hands = HANDS.map((hand) => ({ value: hand, label: text.hand[hand] }));

/** What the words may leave open. Empty means: from the words, or the genre's habit. */
export function Details({ genre, draft, errors, seed, set }: DetailsProps) {
  const filled = DETAILS.filter((field) => draft[field] !== '').length;
  // Which models there are is asked when somebody looks.
  const [looked, setLooked] = useState(false);
  const wrong = DETAILS.some((field) => errors[field]);
  const field = (name: DraftField) => ({
    label: text.field[name],
    value: draft[name],
    error: errors[name],
    onChange: (
      event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>,
    ) => set(name, event.target.value),
  });
  const meters = (genre?.meters ?? []).map((meter) => ({ value: meter, label: meter }));
  return (
    <Disclosure
      label={text.compose.details}
      note={filled ? text.compose.detailsSet(filled) : undefined}
      open={wrong}
      onToggle={() => setLooked(true)}
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-3">
        <TextField {...field('key')} placeholder={text.hint.key} />
        <TextField {...field('tempo')} placeholder={text.hint.tempo} inputMode="decimal" />
        <SelectField {...field('time_signature')} options={[auto, ...meters]} />
        <TextField
          {...field('num_bars')}
          placeholder={genre ? String(genre.default_bars) : ''}
          inputMode="numeric"
        />
        <SelectField {...field('complexity')} options={[auto, ...levels]} />
        <SelectField {...field('hand_size')} options={[auto, ...hands]} />
        <div className="col-span-2">
          <TextArea {...field('progression')} placeholder={text.hint.progression} rows={2} />
        </div>
        <div>
          <TextField {...field('seed')} placeholder={text.hint.seed} inputMode="numeric" />
          {seed !== undefined && draft.seed !== String(seed) ? (
            <button
              type="button"
              className="mt-1 cursor-pointer text-sm text-accent-text underline underline-offset-2"
              onClick={() => set('seed', String(seed))}
            >
              {text.hint.useSeed(seed)}
            </button>
          ) : null}
        </div>
        <div className="col-span-2 min-h-36">
          <Suspense>{looked ? <AiShare {...field('ai_percentage')} /> : null}</Suspense>
        </div>
      </div>
    </Disclosure>
  );
}
