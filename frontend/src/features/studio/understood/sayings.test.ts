import { describe, expect, it } from 'vitest';
import type { BriefOut, GenreOut } from '@/api';
import { sayingsOf } from './sayings';

const field = (value: string | number, source: 'words' | 'field' | 'default' = 'default') => ({
  value,
  source,
});
const brief: BriefOut = {
  genre: 'gospel',
  description: 'a song',
  key: field('Bb major', 'words'),
  tempo: field(71.96),
  time_signature: field('12/8', 'field'),
  num_bars: field(8),
  application: field('WORSHIP'),
  complexity: field(5),
  ai_percentage: field(0),
  seed: field(1),
  hand_size: field('normal'),
};
const genre = { meters: ['4/4', '12/8'] } as GenreOut;

describe('what was understood', () => {
  it('is told in a musician’s order, with what each may be changed to', () => {
    const sayings = sayingsOf(brief, genre);
    expect(sayings.map(({ field: name, value }) => [name, value])).toEqual([
      ['key', 'B♭ major'],
      ['tempo', '72'],
      ['time_signature', '12/8'],
      ['num_bars', '8'],
      ['complexity', 'level 5'],
    ]);
    const meter = sayings[2]!;
    expect(meter.kind === 'choice' && meter.options.map(({ value }) => value)).toEqual([
      '4/4',
      '12/8',
    ]);
    const key = sayings[0]!;
    expect(key.kind === 'choice' && key.options).toHaveLength(26);
    expect(sayings[3]).toMatchObject({ unit: 'bars', low: 1, high: 128 });
  });

  it('names the form, the change of key and the hand where the words did', () => {
    const sayings = sayingsOf(
      {
        ...brief,
        form: field('verse-chorus', 'words'),
        rise: field(1, 'words'),
        hand_size: field('small', 'field'),
        num_bars: field(1),
      },
      genre,
    );
    expect(sayings.map(({ value }) => value).slice(3)).toEqual([
      '1',
      'verse-chorus',
      'last time a half step up',
      'level 5',
      'small hand',
    ]);
    expect(sayings[3]).toMatchObject({ unit: 'bar' });
  });
});
