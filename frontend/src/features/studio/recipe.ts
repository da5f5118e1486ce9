import type { ImportedChord, MelodyNote, RecipeOut } from '@/api';
import { chartOf } from './composer/chart';
import { type Address, type Link, readLink } from './link';
import { writeMelody } from './melody';
import { MOST_EDITS } from './rework/edits';

function chart(given: unknown, meter: unknown): unknown {
  const signature = typeof meter === 'string' ? meter : '4/4';
  return Array.isArray(given) ? chartOf(given as ImportedChord[], signature) : given;
}

/** What was asked of the API, and what was changed then, as an address. */
export function linkOfRequest(
  genre: string,
  { progression, melody, ...request }: RecipeOut['request'],
  edits: RecipeOut['edits'],
): Link {
  const address: Address = {
    ...request,
    genre,
    progression: chart(progression, request.time_signature),
    melody: Array.isArray(melody) ? writeMelody(melody as MelodyNote[]) : undefined,
    edits: edits.length > 0 && edits.length <= MOST_EDITS ? JSON.stringify(edits) : undefined,
  };
  // A tune too long for an address stays with the piece that is kept.
  return readLink(address).link;
}
