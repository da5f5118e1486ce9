import { useState } from 'react';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import type { FieldProblem } from '@/api';
import { Button } from '@/shared/ui/Button';
import { type DraftErrors, draftErrors, linkOf, useDraft } from '../draft';
import type { PieceLink } from '../link';
import { newSeed } from '../limits';
import { chosenGenre } from '../useGenres';
import { Details } from './Details';
import { Examples } from './Examples';
import { Prompt } from './Prompt';
import { StylePickers } from './StylePickers';
import { Understood } from './Understood';

interface ComposerProps {
  genres: readonly GenreOut[];
  /** The first screen: the words stand large and alone. */
  alone: boolean;
  busy: boolean;
  refused: readonly FieldProblem[];
  seed: number | undefined;
  onGenerate: (link: PieceLink) => void;
}

function serverErrors(fields: readonly FieldProblem[]): DraftErrors {
  return Object.fromEntries(fields.map(({ field, message }) => [field, message]));
}

/** The form: words, style, details; and what the studio understands of them. */
export function Composer({ genres, alone, busy, refused, seed, onGenerate }: ComposerProps) {
  const { draft, set, replace } = useDraft();
  const [tried, setTried] = useState(false);
  const genre = chosenGenre(genres, draft.genre);
  const current = { ...draft, genre: genre?.id ?? '' };
  const own = draftErrors(current);
  const errors: DraftErrors = { ...serverErrors(refused), ...(tried ? own : {}) };

  const submit = (event?: React.FormEvent) => {
    event?.preventDefault();
    const link = linkOf(current);
    const [problem] = Object.values(own);
    setTried(problem !== undefined);
    if (problem !== undefined || !link.description || !genre) {
      if (problem) announce(problem);
      return;
    }
    onGenerate({
      ...link,
      genre: genre.id,
      description: link.description,
      seed: link.seed ?? newSeed(),
    });
  };
  const example = (description: string) => {
    if (!genre) return;
    replace({ genre: genre.id, description });
    onGenerate({ genre: genre.id, description, seed: newSeed() });
  };
  return (
    <form onSubmit={submit} noValidate className={alone ? 'grid gap-6' : 'grid gap-4'}>
      <Prompt
        alone={alone}
        value={draft.description}
        error={errors.description}
        onSubmit={submit}
        onChange={(value) => set('description', value)}
      />
      <Understood draft={current} />
      <StylePickers
        genres={genres}
        genre={genre}
        draft={draft}
        set={set}
        error={errors.application}
      />
      <Details genre={genre} draft={draft} set={set} errors={errors} seed={seed} />
      <div>
        <Button type="submit" kind="primary" aria-disabled={busy} className={alone ? '' : 'w-full'}>
          {busy ? text.compose.generating : text.compose.generate}
        </Button>
      </div>
      <Examples prompts={genre?.example_prompts ?? []} alone={alone} onChoose={example} />
    </form>
  );
}
