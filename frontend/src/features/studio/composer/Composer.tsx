import { type ReactNode, Suspense, useId, useRef, useState } from 'react';
import type { FieldProblem, GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { announce } from '@/shared/lib/announce';
import { useMedia } from '@/shared/lib/useMedia';
import { Disclosure } from '@/shared/ui/Disclosure';
import { type Draft, type DraftErrors, draftErrors, linkOf, useDraft } from '../draft';
import { isWrong, type PieceLink, readLink, sameReading } from '../link';
import { Understood } from '../late';
import { newSeed } from '../limits';
import { ProblemNotice } from '../ProblemNotice';
import type { Trouble } from '../trouble';
import { chosenGenre } from '../useGenres';
import { Bring } from './Bring';
import { Details } from './Details';
import { Examples } from './Examples';
import { Prompt } from './Prompt';
import { StylePickers } from './StylePickers';
import { useGoToError } from './useGoToError';

interface ComposerProps {
  genres: readonly GenreOut[];
  /** The first screen: the words stand large and alone. */
  alone: boolean;
  busy: boolean;
  /** How far the piece is that is being made. */
  progress: ReactNode;
  /** Why what was asked for last, or by the address, is not there. */
  trouble: Trouble | undefined;
  /** The seed of the piece in sight. */
  seed: number | undefined;
  onGenerate: (link: PieceLink) => void;
  onRetry: () => void;
}

const NOTHING_REFUSED: readonly FieldProblem[] = [];

/** The refusal that is about the form as it stands; once it is changed, it is about nothing. */
function useRefused(trouble: Trouble | undefined, current: Draft) {
  const { problem, about } = trouble ?? {};
  const stands = about && sameReading(about, readLink(current));
  const refused = problem?.kind === 'refused' && stands ? problem.fields : NOTHING_REFUSED;
  return { refused, told: problem?.kind === 'refused' && !stands ? undefined : problem };
}

/** What is wrong with filled fields, as the server says it. The rest is about the words. */
function serverErrors(fields: readonly FieldProblem[], draft: Draft) {
  const own = fields.filter(({ field }) => field !== 'description' && draft[field as keyof Draft]);
  const errors: DraftErrors = Object.fromEntries(own.map(({ field, message }) => [field, message]));
  return { errors, words: own.length < fields.length };
}

/** The form: words, style, details; and what the studio understands of them. */
export function Composer(props: ComposerProps) {
  const { genres, alone, busy, progress, trouble, seed, onGenerate, onRetry } = props;
  const { draft, set, setGenre, replace } = useDraft();
  /** Counts the attempts that the form itself refused; 0 after a good one. */
  const [tried, setTried] = useState(0);
  const wide = useMedia('(min-width: 1024px)');
  const problemId = useId();
  const genre = chosenGenre(genres, draft.genre);
  const current = { ...draft, genre: draft.genre || (genre?.id ?? '') };
  const own = draftErrors(current);
  if (!genre && genres.length > 0) own.genre = text.invalid.genre;
  const { refused, told } = useRefused(trouble, current);
  const server = serverErrors(refused, draft);
  const linkIsWrong = trouble !== undefined && isWrong(trouble.about);
  const errors: DraftErrors = { ...server.errors, ...(tried || linkIsWrong ? own : {}) };
  const form = useRef<HTMLFormElement>(null);
  useGoToError(form, tried);
  useGoToError(form, trouble?.cause);

  const submit = () => {
    const link = linkOf(current);
    const [problem] = Object.values(own);
    setTried(problem === undefined ? 0 : tried + 1);
    if (problem) announce(problem);
    if (problem || !genre || !link.description) return;
    const { description, seed: pinned = newSeed() } = link;
    onGenerate({ ...link, genre: genre.id, description, seed: pinned });
  };
  const example = (description: string) => {
    if (!genre) return;
    setTried(0);
    replace({ link: { genre: genre.id, description }, wrong: {} });
    onGenerate({ genre: genre.id, description, seed: newSeed() });
  };
  // Until the styles have come nothing below them is seen: it would only be pushed down.
  const options = (
    <div className={`grid gap-4 ${genres.length > 0 || trouble ? '' : 'invisible'}`}>
      <StylePickers
        genres={genres}
        genre={genre}
        draft={draft}
        set={set}
        setGenre={setGenre}
        errors={errors}
      />
      <Details genre={genre} draft={draft} set={set} errors={errors} seed={seed} />
      <Bring genre={genre?.id} />
    </div>
  );
  return (
    <form
      ref={form}
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
          problemId={server.words ? problemId : undefined}
          onSubmit={submit}
          onChange={(value) => set('description', value)}
        />
        {progress}
        {told ? (
          <div id={problemId}>
            <ProblemNotice problem={told} onRetry={onRetry} />
          </div>
        ) : (
          <Suspense>
            <Understood draft={current} genre={genre} notices={alone} set={set} />
          </Suspense>
        )}
      </div>
      {alone || wide ? options : <Disclosure label={text.compose.options}>{options}</Disclosure>}
      <Examples prompts={genre?.example_prompts ?? []} alone={alone} onChoose={example} />
    </form>
  );
}
