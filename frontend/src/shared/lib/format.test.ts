import { describe, expect, it } from 'vitest';
import { clock, plain, words } from './format';

describe('format', () => {
  it('writes time as minutes and seconds', () => {
    expect(clock(0)).toBe('0:00');
    expect(clock(59.99)).toBe('0:59');
    expect(clock(60)).toBe('1:00');
    expect(clock(754.2)).toBe('12:34');
    expect(clock(-3)).toBe('0:00');
  });

  it('drops decimals that say nothing', () => {
    expect(plain(72)).toBe('72');
    expect(plain(71.96)).toBe('72');
    expect(plain(66.67)).toBe('66.7');
  });

  it('reads identifiers aloud', () => {
    expect(words('broken_tenths')).toBe('Broken tenths');
    expect(words('PRACTICE')).toBe('Practice');
  });
});
