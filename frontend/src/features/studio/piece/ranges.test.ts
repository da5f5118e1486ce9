import { expect, test } from 'vitest';
import { rangesOf } from './ranges';

test('bars that follow each other are one range', () => {
  expect(rangesOf([])).toEqual([]);
  expect(rangesOf([4])).toEqual([[4, 4]]);
  expect(rangesOf([1, 2, 3, 7, 9, 10])).toEqual([
    [1, 3],
    [7, 7],
    [9, 10],
  ]);
});
