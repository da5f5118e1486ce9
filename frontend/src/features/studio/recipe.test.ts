import { describe, expect, it } from 'vitest';
import { linkOfRequest } from './recipe';

describe('the address of what was asked', () => {
  it('carries the request, the tune and the changes', () => {
    const melody = [{ pitch: 'G4', onset_beats: 0, duration_beats: 1.5 }];
    const edits = [{ operation: 'transpose', key: 'D major' }];
    const request = { description: 'A song', seed: 7, num_bars: 4, melody };
    expect(linkOfRequest('gospel', request, edits)).toEqual({
      genre: 'gospel',
      description: 'A song',
      seed: 7,
      num_bars: 4,
      melody: 'G4@0:1.5',
      edits: JSON.stringify(edits),
    });
  });

  it('writes listed chords as a chart, and leaves out what no address can carry', () => {
    const progression = ['C', 'G7'].map((symbol) => ({ symbol, duration_beats: 3 }));
    const request = { description: 'A waltz', seed: 1, time_signature: '3/4', progression };
    expect(linkOfRequest('any', request, []).progression).toBe('C | G7');
    const melody = Array.from({ length: 3000 }, (_, onset_beats) => ({
      pitch: 'G4',
      onset_beats,
      duration_beats: 1,
    }));
    const edits = Array.from({ length: 41 }, () => ({ operation: 'variation', seed: 1 }));
    const link = linkOfRequest('any', { description: 'A waltz', seed: 1, melody }, edits);
    expect(link).toEqual({ genre: 'any', description: 'A waltz', seed: 1 });
  });
});
