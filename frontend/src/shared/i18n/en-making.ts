/** The sentences of a piece in the making, and of who makes it. They come with that code. */
export const enMaking = {
  label: 'Progress',
  starting: 'Reading your words',
  stage: {
    planning: 'Planning the chords with the rules',
    arranging: 'Writing the notes',
    rendering: 'Rendering the sound',
  },
  model: {
    waiting: (model: string) => `Waiting for ${model}`,
    loading: (model: string) => `Loading ${model}`,
    proposing: (model: string, phrase: number, phrases: number) =>
      phrases > 1
        ? `${model} proposes chords, phrase ${phrase} of ${phrases}`
        : `${model} proposes chords`,
  },
  aModel: 'The model',
  leaves: 'Your words leave this machine for it.',
  chords: 'The first chords',
  cancel: 'Cancel',

  share: {
    choices: {
      '': 'Off: rules alone',
      '0.25': 'A quarter of the phrases',
      '0.5': 'Half of the phrases',
      '0.75': 'Most phrases',
      '1': 'Every phrase',
    },
    hint: 'A language model may propose chords for that many phrases. Each must pass the style’s own checks; what does not is made by the rules.',
    looking: 'Looking for models…',
    unknown: 'Which models there are could not be asked.',
    none: 'No language model is set up here: the rules make everything, and they need none.',
    how: 'How to get one:',
    command: 'gospel-keys models',
    here: (models: string) => `Here: ${models}. Nothing leaves this machine.`,
    away: (models: string) =>
      `${models}: what is asked of it leaves this machine, your words among it.`,
  },

  origin: {
    heading: 'Who chose the chords',
    who: { user: 'You', rules: 'The rules', local: 'Local model', cloud: 'Cloud model' } as Record<
      string,
      string
    >,
    method: {
      rules: 'Rules alone',
      user: 'You',
      local: 'A local model',
      cloud: 'A cloud model',
      'local+rules': 'A local model and the rules',
      'cloud+rules': 'A cloud model and the rules',
    } as Record<string, string>,
    chord: {
      user: 'You set this chord.',
      local: 'A local model proposed this chord.',
      cloud: 'A cloud model proposed this chord.',
    } as Record<string, string>,
    named: (who: string, model: string) => `${who}, ${model}`,
    bars: (ranges: string) => `bars ${ranges}`,
    bar: (bar: string) => `bar ${bar}`,
    declined: 'Proposed and not taken',
    because: (bars: string, reasons: string) => `Bars ${bars}: ${reasons}`,
    task: (value: number) => `Task complexity ${value} of 10`,
    taskHint: 'How hard your words are to plan. It chooses the model, never the music.',
    counted: (terms: string) => `Counted: ${terms}.`,
    term: (label: string, found: string) => (found ? `${label} (${found})` : label),
  },
};
