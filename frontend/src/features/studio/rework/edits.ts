import type { EditData } from '@/api';

/** One change to a piece, in the API's own words. */
export type Edit = EditData['body'];

/** Longer chains would not fit an address. */
export const MOST_EDITS = 40;

const OPERATIONS: Record<Edit['operation'], true> = {
  regenerate: true,
  set_chord: true,
  reharmonise: true,
  transpose: true,
  variation: true,
  change_genre: true,
  complexity: true,
};

function isEdit(value: unknown): value is Edit {
  if (typeof value !== 'object' || value === null || !('operation' in value)) return false;
  return typeof value.operation === 'string' && value.operation in OPERATIONS;
}

/** Changes as an address carries them; undefined for none. */
export function writeEdits(edits: readonly Edit[]): string | undefined {
  return edits.length > 0 ? JSON.stringify(edits) : undefined;
}

/** The changes of an address, first to last; undefined where they cannot be read. */
export function readEdits(text: string): Edit[] | undefined {
  try {
    const values: unknown = JSON.parse(text);
    if (!Array.isArray(values) || values.length > MOST_EDITS || !values.every(isEdit)) {
      return undefined;
    }
    return values;
  } catch {
    return undefined;
  }
}
