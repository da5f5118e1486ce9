/** What of the library is in sight, as its address says it; what is empty is left open. */
export interface Wanted {
  search?: string;
  genre?: string;
  favourite?: 'true';
  sort?: 'title';
}

const LONGEST_SEARCH = 100;

/** Reads an address; what it does not know is passed over. */
export function readWanted(address: Record<string, unknown>): Wanted {
  const word = (name: string) => {
    const value = address[name];
    return typeof value === 'string' ? value : '';
  };
  const search = word('search').slice(0, LONGEST_SEARCH);
  const genre = word('genre');
  return {
    ...(search ? { search } : {}),
    ...(genre ? { genre } : {}),
    ...(word('favourite') === 'true' ? { favourite: 'true' as const } : {}),
    ...(word('sort') === 'title' ? { sort: 'title' as const } : {}),
  };
}

/** Whether anything narrows the list. */
export function isNarrow({ search, genre, favourite }: Wanted): boolean {
  return Boolean(search ?? genre ?? favourite);
}
