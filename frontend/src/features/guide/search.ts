/** Points for a letter that is found, that opens a word, that follows the one before. */
const FOUND = 1;
const OPENS = 6;
const FOLLOWS = 8;
/** Taken off for each letter of the text: of two that fit, the shorter is meant. */
const LENGTH = 0.02;

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The best way to find `query` in `text` letter by letter, as points; undefined where it is not. */
export function score(query: string, text: string): number | undefined {
  const wanted = plain(query).replace(/\s+/g, '');
  const given = plain(text);
  // best[i]: the most points for the first i letters, the i-th one found at the place before.
  let best: (number | undefined)[] = [0];
  let ended: (number | undefined)[] = [0];
  for (let at = 0; at < given.length; at++) {
    const opens = at === 0 || !/[\p{L}\p{N}]/u.test(given[at - 1] ?? '');
    const here: (number | undefined)[] = [];
    for (let i = 1; i <= wanted.length; i++) {
      const before = best[i - 1];
      if (wanted[i - 1] !== given[at] || before === undefined) continue;
      const joined = ended[i - 1];
      const bonus = FOUND + (opens ? OPENS : 0);
      here[i] = Math.max(
        before + bonus,
        i > 1 && joined !== undefined ? joined + bonus + FOLLOWS : 0,
      );
    }
    ended = here;
    best = Array.from({ length: wanted.length + 1 }, (_, i) => {
      const [old, now] = [best[i], here[i]];
      return old === undefined ? now : Math.max(old, now ?? old);
    });
  }
  const points = best[wanted.length];
  return points === undefined ? undefined : points - given.length * LENGTH;
}

/** What fits, the best first; without a query everything as it came. */
export function rank<T>(query: string, items: readonly T[], textOf: (item: T) => string): T[] {
  if (query.trim() === '') return [...items];
  return items
    .flatMap((item) => {
      const points = score(query, textOf(item));
      return points === undefined ? [] : [{ item, points }];
    })
    .sort((a, b) => b.points - a.points)
    .map(({ item }) => item);
}
