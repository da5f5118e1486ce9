import { describe, expect, it } from 'vitest';
import { median } from './clock';

describe('the clock', () => {
  it('believes the middle answer, not the odd one', () => {
    expect(median([0.12, 0.12, 0.35, 0.12, 0.1])).toBe(0.12);
    expect(median([])).toBeUndefined();
  });
});
