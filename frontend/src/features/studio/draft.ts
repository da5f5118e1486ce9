import { create } from 'zustand';
import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { lengthOf, LIMITS } from './limits';
import { type Link, type Reading, readLink } from './link';

export type DraftField = Exclude<keyof Link, 'version' | 'edits' | 'kept'>;

/** The form as typed: every field is text, empty means "not said". */
export type Draft = Record<DraftField, string>;
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
  hand_size: '',
  ai_percentage: '',
  progression: '',
  melody: '',
  seed: '',
};

const FIELDS = Object.keys(EMPTY) as DraftField[];

/** The fields behind the disclosure. */
export const DETAILS: readonly DraftField[] = [
  'key',
  'tempo',
  'time_signature',
  'num_bars',
  'complexity',
  'hand_size',
  'ai_percentage',
  'progression',
  'seed',
];

interface DraftState {
  draft: Draft;
  set: (field: DraftField, value: string) => void;
  /** Another style; what it does not know is taken back. */
  setGenre: (genre: GenreOut) => void;
  /** Starts over from an address; a seed the user pinned stays pinned. */
  replace: (reading: Reading) => void;
}

export const useDraft = create<DraftState>((set) => ({
  draft: EMPTY,
  set: (field, value) => set(({ draft }) => ({ draft: { ...draft, [field]: value } })),
  setGenre: (genre) => set(({ draft }) => ({ draft: inGenre(draft, genre) })),
  replace: (reading) => set(({ draft }) => ({ draft: draftOf(reading, draft) })),
}));

/**
 * An address as a form, with what is wrong in it as it was written. Its seed is not pinned, so
 * that the next take is a new one.
 */
export function draftOf({ link, wrong }: Reading, previous: Draft = EMPTY): Draft {
  const values = FIELDS.map((field) => [field, wrong[field] ?? String(link[field] ?? '')]);
  const draft = Object.fromEntries(values) as Draft;
  const kept = wrong.seed !== undefined || previous.seed === draft.seed;
  return { ...draft, genre: draft.genre || previous.genre, seed: kept ? draft.seed : '' };
}

/** The form in another style. A setting or a meter that style has too stays chosen. */
export function inGenre(draft: Draft, genre: GenreOut): Draft {
  const kept = genre.applications.some(({ id }) => id === draft.application);
  return {
    ...draft,
    genre: genre.id,
    application: kept ? draft.application : '',
    time_signature: genre.meters.includes(draft.time_signature) ? draft.time_signature : '',
  };
}

/** The form as an address: what cannot be read is left out, see `draftErrors`. */
export function linkOf(draft: Draft): Link {
  return readLink(draft).link;
}

function range(field: 'tempo' | 'num_bars' | 'complexity' | 'ai_percentage' | 'seed'): string {
  const { low, high } = LIMITS[field];
  const whole = field !== 'tempo' && field !== 'ai_percentage';
  return whole ? text.invalid.whole(low, high) : text.invalid.range(low, high);
}

function messageOf(field: keyof Link, given: string): string {
  switch (field) {
    case 'tempo':
    case 'num_bars':
    case 'complexity':
    case 'ai_percentage':
    case 'seed':
      return range(field);
    case 'description':
      return text.compose.tooLong(lengthOf(given) - LIMITS.description, LIMITS.description);
    case 'progression':
      return text.invalid.progression(LIMITS.progression);
    case 'melody':
      return text.invalid.melody;
    case 'edits':
      return text.invalid.edits;
    case 'hand_size':
      return text.invalid.hand;
    default:
      return text.invalid.meter;
  }
}

/** What is wrong with a reading, field by field. */
export function wrongIn({ wrong }: Reading): DraftErrors {
  const found = Object.entries(wrong) as [keyof Link, string][];
  return Object.fromEntries(found.map(([field, given]) => [field, messageOf(field, given)]));
}

/** What is wrong with the form, field by field; empty when it can be sent. */
export function draftErrors(draft: Draft): DraftErrors {
  const errors = wrongIn(readLink(draft));
  return draft.description.trim() ? errors : { description: text.invalid.description, ...errors };
}
