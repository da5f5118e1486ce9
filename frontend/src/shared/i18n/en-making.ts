/** The sentences of a piece in the making, and of who makes it. They come with that code. */
export const enMaking = {
  label: 'Progress',
  starting: 'Reading your words',
  stage: {
    planning: 'Planning the chords with the rules',
    arranging: 'Writing the notes',
    rendering: 'Rendering the sound',
  },
  aModel: 'The model',
  proposing: (model: string, phrase: number, phrases: number) =>
    `${model} proposes chords, phrase ${phrase} of ${phrases}`,
  leaves: 'Your words leave this machine for it.',
  chords: 'The first chords',
  cancel: 'Cancel',
};
