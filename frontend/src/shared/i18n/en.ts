import { enPlayer } from './en-player';
import { enRework } from './en-rework';

/** Every English sentence of the page. A translation is another file with the same shape. */
export const en = {
  name: 'Gospel Keys',
  actions: 'All actions',
  skip: 'Skip to the music',
  library: 'Library',
  theme: { toDark: 'Dark theme', toLight: 'Light theme' },
  missing: { title: 'There is no such page', home: 'Go to the studio' },

  compose: {
    region: 'What to play',
    heading: 'What shall we play?',
    lead: 'Describe a piece in your own words. Two hands on a piano, in a moment.',
    words: 'Describe the piece',
    placeholder: 'A hopeful ballad in 12/8, unhurried, with room to breathe',
    generate: 'Generate',
    generating: 'Generating…',
    stopped: 'Stopped. Nothing was made.',
    style: 'Style',
    setting: 'Setting',
    options: 'Style, setting, details',
    fromWords: 'From your words',
    details: 'Details',
    detailsSet: (count: number) => `${count} set`,
    examples: 'Try one of these',
    otherwise: (setting: string) => `${setting}, unless your words say otherwise.`,
    wordsLeft: (left: number) => (left === 1 ? '1 character left' : `${left} characters left`),
    tooLong: (over: number, most: number) =>
      `${over === 1 ? '1 character' : `${over} characters`} too many: at most ${most}.`,
    full: (most: number) => `That is more than ${most} characters.`,
    newPiece: 'New piece',
  },

  field: {
    description: 'Description',
    genre: 'Style',
    application: 'Setting',
    key: 'Key',
    tempo: 'Tempo',
    time_signature: 'Meter',
    num_bars: 'Bars',
    complexity: 'Level',
    hand_size: 'Hand',
    ai_percentage: 'AI share',
    progression: 'Your chords',
    melody: 'Your tune',
    seed: 'Seed',
    edits: 'Changes',
  },
  hint: {
    progression: 'C | Am7 D7 | G7 | C',
    key: 'from your words',
    tempo: 'auto',
    seed: 'new each time',
    useSeed: (seed: number) => `Use ${seed}`,
    auto: 'Auto',
  },
  hand: { normal: 'Normal', small: 'Small' },
  level: [
    'First steps',
    'Beginner',
    'Late beginner',
    'Early intermediate',
    'Intermediate',
    'Late intermediate',
    'Early advanced',
    'Advanced',
    'Expert',
    'Virtuoso',
  ],
  invalid: {
    description: 'Say in a few words what you would like to hear.',
    range: (low: number, high: number) => `Between ${low} and ${high}.`,
    whole: (low: number, high: number) => `A whole number from ${low} to ${high}.`,
    meter: 'Like 4/4 or 12/8.',
    hand: 'Normal or small.',
    progression: (most: number) => `At most ${most} characters.`,
    melody: 'The tune in this link cannot be read.',
    edits: 'The changes in this link cannot be read.',
    genre: 'There is no such style here. Choose one of these.',
  },

  understood: {
    heading: 'Understood',
    source: {
      words: 'from your words',
      field: 'set by you',
      default: 'our choice',
      chords: 'from your chords',
      melody: 'from your melody',
    },
    bars: (bars: number) => (bars === 1 ? '1 bar' : `${bars} bars`),
    tempo: (bpm: string) => `${bpm} bpm`,
    level: (level: number) => `level ${level}`,
    hand: { normal: 'normal hand', small: 'small hand' } as Record<string, string>,
    ignored: (words: string) => `No part in the music: ${words}`,
  },

  piece: {
    region: 'The piece',
    title: (style: string, key: string) => `${style} in ${key}`,
    tempo: (bpm: string) => `${bpm} bpm`,
    bars: (bars: number) => (bars === 1 ? '1 bar' : `${bars} bars`),
    another: 'Another take',
    copyLink: 'Copy link',
    copied: 'Link copied',
    notCopied: 'Could not copy. The address bar holds the link.',
    midi: 'MIDI',
    midiLabel: 'Download MIDI',
    rendering: 'Rendering…',
    renderFailed: 'The WAV could not be rendered.',
    otherVersion: (then: string, now: string) =>
      `This link was made with arranger ${then}; this is ${now}, so notes may differ.`,
    made: (title: string, bars: number, tempo: string) =>
      `${title}: ${bars === 1 ? '1 bar' : `${bars} bars`} at ${tempo} beats a minute.`,
    loading: 'Writing your piece…',
  },

  chart: {
    heading: 'Chords',
    bar: (bar: number) => `Bar ${bar}`,
    chord: (bar: number, symbol: string, roman: string) => `Bar ${bar}: ${symbol}, ${roman}`,
    held: (symbol: string) => `${symbol} held`,
  },

  why: {
    heading: 'Why this chord',
    notes: 'Notes',
    close: 'Close',
  },

  about: {
    heading: 'How it is made',
    form: 'Form',
    ending: 'Ending',
    seed: 'Seed',
    by: 'Harmony by',
    notes: 'Notes',
    patterns: 'Patterns',
    part: { left: 'Left hand', right: 'Right hand', rhythm: 'Rhythm', fill: 'Fills' },
    bars: (from: number, to: number) => (from === to ? `bar ${from}` : `bars ${from}–${to}`),
  },

  ...enPlayer,
  ...enRework,

  problem: {
    offline: {
      title: 'The studio is not answering',
      text: 'The page is here, but its server is not. Start it again, or check that it is running on this machine.',
    },
    refused: { title: 'That cannot be played as asked' },
    busy: { title: 'One moment' },
    failed: {
      title: 'Something broke on our side',
      text: 'Your words are kept. Try again; if it stays, the log of the server tells more.',
      request: (id: string) => `Request ${id}`,
    },
    inLink: (message: string, given: string) => `${message} The link says “${given}”.`,
    allowed: (allowed: string) => `Possible: ${allowed}`,
    retry: 'Try again',
  },
};

export type Catalogue = typeof en;
