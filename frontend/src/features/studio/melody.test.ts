import { describe, expect, it } from 'vitest';
import { readMelody, writeMelody } from './melody';

describe('a tune in an address', () => {
  it('comes back as it was, pickup and all', () => {
    const tune = [
      { pitch: 'Eb5', onset_beats: -1, duration_beats: 1 },
      { pitch: 'F#4', onset_beats: 0, duration_beats: 1.5 },
      { pitch: 'Cbb3', onset_beats: 1.5, duration_beats: 0.3333 },
    ];
    expect(writeMelody(tune)).toBe('Eb5@-1:1 F#4@0:1.5 Cbb3@1.5:0.3333');
    expect(readMelody(writeMelody(tune))).toEqual(tune);
  });

  it('is refused where it is no tune', () => {
    for (const wrong of ['H4@0:1', 'C4@x:1', 'C4@0', 'C4@0:1 '.repeat(1000)]) {
      expect(readMelody(wrong)).toBeUndefined();
    }
  });
});
