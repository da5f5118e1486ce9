/** The sentences of what was understood, and of changing it in its place. */
export const enChips = {
  fromWords: 'As the words say',
  change: (name: string, value: string, source: string) => `Change ${name}: ${value}, ${source}`,
  clear: (name: string) => `${name} as the words say`,
  bpm: 'bpm',
  bars: (bars: number) => (bars === 1 ? 'bar' : 'bars'),
  level: (level: number) => `Level ${level}`,
  form: 'Form',
  rise: 'Change of key',
  rises: (semitones: number) => {
    if (semitones === 0) return 'no change of key';
    const step = { 1: 'a half step', 2: 'a whole step' }[semitones] ?? `${semitones} half steps`;
    return `last time ${step} up`;
  },
};

export type ChipsCatalogue = typeof enChips;
