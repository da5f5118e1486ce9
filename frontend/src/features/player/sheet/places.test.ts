import { describe, expect, it } from 'vitest';
import { inOrder, placeAt } from './places';

const at = (quarter: number, x: number) => ({ quarter, x, y: 0, height: 80 });

describe('the places of a score', () => {
  it('are one for each moment, in order', () => {
    expect(inOrder([at(1, 30), at(0, 12), at(0, 10), at(1 + 1e-9, 31)]).map((p) => p.x)).toEqual([
      10, 30,
    ]);
  });

  it('hold from their moment to the next', () => {
    const places = [at(0, 10), at(1, 30), at(4, 90)];
    expect([-1, 0, 0.99, 1, 3.9, 4, 99].map((q) => placeAt(places, q)?.x)).toEqual([
      10, 10, 10, 30, 30, 90, 90,
    ]);
    expect(placeAt([], 1)).toBeUndefined();
  });
});
