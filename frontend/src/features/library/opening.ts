import type { RecipeOut } from '@/api';
import { type Link, linkOfRequest } from '@/features/studio';

/** The address of a piece that is kept: what makes it, and the piece itself. */
export function linkOfRecipe({ genre, request, edits }: RecipeOut, kept: [string, string]): Link {
  const link = linkOfRequest(genre, request, edits);
  const [inGenre, id] = kept;
  return { ...link, kept: `${inGenre}/${id}/${link.edits ? edits.length : 0}` };
}
