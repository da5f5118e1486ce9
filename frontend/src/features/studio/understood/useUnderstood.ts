import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readBrief } from '@/api';
import { useDebounced } from '@/shared/lib/useDebounced';
import { type Draft, draftErrors, linkOf } from '../draft';
import { readMelody } from '../melody';

const PAUSE_IN_TYPING_MS = 300;

/** What the studio understands of the form so far; nothing is made. */
export function useUnderstood(draft: Draft) {
  const settled = useDebounced(draft, PAUSE_IN_TYPING_MS);
  const {
    seed: _seed,
    version: _version,
    edits: _edits,
    kept: _kept,
    genre,
    description,
    melody,
    ...rest
  } = linkOf(settled);
  const ready = genre && description && Object.keys(draftErrors(settled)).length === 0;
  const { data, error } = useQuery({
    queryKey: ['brief', genre, description, melody, rest],
    enabled: Boolean(ready),
    queryFn: async ({ signal }) => {
      const tune = melody ? { melody: readMelody(melody) ?? null } : {};
      const body = { genre: genre ?? '', description: description ?? '', ...rest, ...tune };
      return (await readBrief({ body, signal, throwOnError: true })).data;
    },
    placeholderData: ready ? keepPreviousData : undefined,
    retry: false,
  });
  // What can be changed here must not go away while it is changed to something impossible.
  const [last, setLast] = useState(data);
  if (data && data !== last) setLast(data);
  return { brief: draft.description.trim() ? (data ?? last) : undefined, error };
}
