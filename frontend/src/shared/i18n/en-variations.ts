/** The sentences of variations side by side. */
export const enVariations = {
  open: 'Side by side',
  openHint: 'A few variations beside each other, to hear and to choose from',
  title: 'Variations',
  lead: 'The same chords under other hands. Listen, then keep the one you like.',
  now: 'As it is',
  name: (letter: string) => `Variation ${letter}`,
  play: (name: string) => `Play ${name}`,
  stop: (name: string) => `Stop ${name}`,
  playShort: 'Play',
  stopShort: 'Stop',
  keep: 'Keep this one',
  keepName: (name: string) => `Keep this one, ${name}`,
  stays: 'It stays if you close this.',
  picture: (name: string, notes: number) => `${name}: the whole piece, ${notes} notes`,
  notes: (count: number) => `${count} notes`,
  hands: { left: 'Left hand', right: 'Right hand' },
  chords: 'Chords',
  more: 'One more',
  others: 'Other ones',
  close: 'Close',
  making: (name: string) => `Writing ${name}…`,
  made: (name: string) => `${name} is ready.`,
  failed: 'This one could not be written.',
  retry: 'Try again',
};

export type VariationsCatalogue = typeof enVariations;
