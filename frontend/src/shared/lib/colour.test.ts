import { describe, expect, it } from 'vitest';
import { contrast, inkOn, parseHex, readable, toHex, type Rgb } from './colour';

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

describe('colour', () => {
  it('reads both hexadecimal forms and nothing else', () => {
    expect(parseHex('#7a1f3d')).toEqual([122, 31, 61]);
    expect(parseHex('#fa0')).toEqual([255, 170, 0]);
    expect(parseHex('rebeccapurple')).toBeUndefined();
    expect(toHex([122, 31, 61])).toBe('#7a1f3d');
  });

  it('measures contrast as WCAG defines it', () => {
    expect(contrast(WHITE, BLACK)).toBeCloseTo(21, 5);
    expect(contrast([118, 118, 118], WHITE)).toBeCloseTo(4.54, 2);
  });

  it('leaves a readable colour alone and deepens a pale one', () => {
    expect(toHex(readable([122, 31, 61], WHITE))).toBe('#7a1f3d');
    for (const background of [WHITE, BLACK, [30, 26, 22] as Rgb]) {
      for (const colour of [
        [255, 220, 0],
        [40, 40, 60],
        [127, 127, 127],
      ] as Rgb[]) {
        expect(contrast(readable(colour, background), background)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('chooses the ink that can be read on a fill', () => {
    expect(inkOn([255, 220, 0])).toEqual(BLACK);
    expect(inkOn([122, 31, 61])).toEqual(WHITE);
  });
});
