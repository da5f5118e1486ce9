import { create } from 'zustand';
import { text } from '@/shared/i18n';
import { LIMITS } from './limits';
import { type Link, parseLink } from './link';

/** The form as typed: every field is text, empty means "not said". */
export interface Draft {
  genre: string;
  description: string;
  application: string;
  key: string;
  tempo: string;
  time_signature: string;
  num_bars: string;
  complexity: string;
  seed: string;
}

export type DraftField = keyof Draft;
export type DraftErrors = Partial<Record<DraftField, string>>;

const EMPTY: Draft = {
  genre: '',
  description: '',
  application: '',
  key: '',
  tempo: '',
  time_signature: '',
  num_bars: '',
  complexity: '',
  seed: '',
};

/** The fields behind the disclosure. */
export const DETAILS: readonly DraftField[] = [
  'key',
  'tempo',
  'time_signature',
  'num_bars',
  'complexity',
  'seed',
];

interface DraftState {
  draft: Draft;
  set: (field: DraftField, value: string) => void;
  /** Starts over from an address; a seed the user pinned stays pinned. */
  replace: (link: Link) => void;
}

export const useDraft = create<DraftState>((set) => ({
  draft: EMPTY,
  set: (field, value) => set(({ draft }) => ({ draft: { ...draft, [field]: value } })),
  replace: (link) => set(({ draft }) => ({ draft: draftOf(link, draft) })),
}));

/** An address as a form. Its seed is not pinned, so that the next take is a new one. */
export function draftOf(link: Link, previous: Draft = EMPTY): Draft {
  const values = Object.keys(EMPTY).map((field) => [
    field,
    String(link[field as DraftField] ?? ''),
  ]);
  const draft = Object.fromEntries(values) as unknown as Draft;
  const pinned = previous.seed !== '' && previous.seed === draft.seed;
  return { ...draft, genre: draft.genre || previous.genre, seed: pinned ? draft.seed : '' };
}

/** The form as an address: what cannot be read is left out, see `draftErrors`. */
export function linkOf(draft: Draft): Link {
  return parseLink({ ...draft });
}

function rangeMessage(field: 'tempo' | 'num_bars' | 'complexity' | 'seed'): string {
  const { low, high } = LIMITS[field];
  return field === 'tempo' ? text.invalid.range(low, high) : text.invalid.whole(low, high);
}

/** What is wrong with the form, field by field; empty when it can be sent. */
export function draftErrors(draft: Draft): DraftErrors {
  const link = linkOf(draft);
  const errors: DraftErrors = {};
  if (!link.description) errors.description = text.invalid.description;
  for (const field of ['tempo', 'num_bars', 'complexity', 'seed'] as const) {
    if (draft[field].trim() && link[field] === undefined) errors[field] = rangeMessage(field);
  }
  if (draft.time_signature.trim() && !link.time_signature) {
    errors.time_signature = text.invalid.meter;
  }
  return errors;
}
