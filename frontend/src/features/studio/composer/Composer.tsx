import { useState } from 'react';
import type { FieldProblem, GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { useMedia } from '@/shared/lib/useMedia';
import { Disclosure } from '@/shared/ui/Disclosure';
import { type Draft, type DraftErrors, draftErrors, linkOf, useDraft } from '../draft';
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
  /** What the server refused of the form as it stands. */
  refused: readonly FieldProblem[];
  /** The seed of the piece in sight. */
  seed: number | undefined;
  onGenerate: (link: PieceLink) => void;
}

/** The server's complaints about fields the user filled; those about words stand at the piece. */
function serverErrors(fields: readonly FieldProblem[], draft: Draft): DraftErrors {
  return Object.fromEntries(
    fields
      .filter(({ field }) => field !== 'description' && draft[field as keyof Draft])
      .map(({ field, message }) => [field, message]),
  );
}

/** The form: words, style, details; and what the studio understands of them. */
export function Composer({ genres, alone, busy, refused, seed, onGenerate }: ComposerProps) {
  const { draft, set, replace } = useDraft();
  const [tried, setTried] = useState(false);
  const wide = useMedia('(min-width: 1024px)');
  const genre = chosenGenre(genres, draft.genre);
  const current = { ...draft, genre: genre?.id ?? '' };
  const own = draftErrors(current);
  const errors: DraftErrors = { ...serverErrors(refused, draft), ...(tried ? own : {}) };

  const submit = () => {
    const link = linkOf(current);
    const [problem] = Object.values(own);
    setTried(problem !== undefined);
    if (problem) announce(problem);
    if (problem || !genre || !link.description) return;
    const { description, seed: pinned = newSeed() } = link;
    onGenerate({ ...link, genre: genre.id, description, seed: pinned });
  };
  const example = (description: string) => {
    if (!genre) return;
    replace({ genre: genre.id, description });
    onGenerate({ genre: genre.id, description, seed: newSeed() });
  };
  const options = (
    <div className="grid gap-4">
      <StylePickers
        genres={genres}
        genre={genre}
        draft={draft}
        set={set}
        error={errors.application}
      />
      <Details genre={genre} draft={draft} set={set} errors={errors} seed={seed} />
    </div>
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className={alone || wide ? 'grid gap-5' : 'grid gap-1'}
    >
      <div className="grid gap-2">
        <Prompt
          alone={alone}
          busy={busy}
          value={draft.description}
          error={errors.description}
          onSubmit={submit}
          onChange={(value) => set('description', value)}
        />
        {refused.length === 0 ? <Understood draft={current} notices={alone} /> : null}
      </div>
      {alone || wide ? options : <Disclosure label={text.compose.options}>{options}</Disclosure>}
      <Examples prompts={genre?.example_prompts ?? []} alone={alone} onChoose={example} />
    </form>
  );
}
