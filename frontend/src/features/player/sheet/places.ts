/** Where a moment of the written music stands on the page, in CSS pixels of the score. */
export interface Place {
  /** Quarters from the first barline. */
  quarter: number;
  x: number;
  /** The system's top and height. */
  y: number;
  height: number;
}

/** The last place at or before `quarter`; places are sorted. */
export function placeAt(places: readonly Place[], quarter: number): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.quarter ?? Infinity) <= quarter + 1e-6) low = middle + 1;
    else high = middle;
  }
  return places[Math.max(0, low - 1)];
}

/** Sorted by time, one place for each moment: the leftmost wins. */
export function inOrder(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => a.quarter - b.quarter || a.x - b.x);
  let last = -Infinity;
  return sorted.filter(({ quarter }) => {
    const fresh = quarter - last > 1e-6;
    if (fresh) last = quarter;
    return fresh;
  });
}
