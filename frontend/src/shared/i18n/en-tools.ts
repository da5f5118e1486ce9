/** The sentences of what is loaded late: loops by hand, figures, a keyboard, PDF, palette, tour. */
export const enTools = {
  loop: {
    hint: 'Drag, or click with Shift, to loop bars',
    section: (label: string) => `Loop ${label}`,
    here: 'Loop',
  },

  figures: {
    label: 'Chords as',
    choices: {
      roman: 'symbols, Roman numerals',
      nashville: 'symbols, Nashville numbers',
      symbols: 'symbols alone',
      'roman-alone': 'Roman numerals alone',
      'nashville-alone': 'Nashville numbers alone',
    },
  },

  playing: {
    open: 'How to play it',
    region: 'How to play it',
    tempo: 'Tempo',
    tempoValue: (percent: number, bpm: string) => `${percent} %, ${bpm} bpm`,
    slower: 'Slower',
    faster: 'Faster',
    asWritten: 'As written',
    loop: 'Loop',
    loopOn: (from: number, to: number) => `Looping bars ${from} to ${to}.`,
    loopOff: 'Loop off.',
    from: 'From bar',
    to: 'To bar',
    climb: 'Climb',
    climbHint: 'Each time round 5 % faster, up to the written tempo.',
    hands: 'Hands',
    left: 'Left',
    right: 'Right',
    handHint: { left: 'The left hand is heard', right: 'The right hand is heard' },
    metronome: 'Metronome',
    countIn: 'Count-in',
    countInBars: ['None', '1 bar', '2 bars', '3 bars', '4 bars'],
    transpose: 'Transpose',
    transposed: (semitones: number) =>
      semitones === 0
        ? 'As written'
        : `${semitones > 0 ? '+' : '−'}${Math.abs(semitones)} ${Math.abs(semitones) === 1 ? 'semitone' : 'semitones'}`,
    down: 'A semitone lower',
    up: 'A semitone higher',
  },

  shortcuts: {
    heading: 'Keyboard shortcuts',
    open: 'Keyboard shortcuts',
    close: 'Close',
    space: 'Space',
    left: '←',
    right: '→',
    play: 'Play or pause',
    back: 'A bar back',
    on: 'A bar on',
    top: 'To the start',
    loop: 'Loop these four bars, or stop looping',
    loopFrom: 'The loop begins with this bar',
    loopTo: 'The loop ends with this bar',
    slower: 'Slower',
    faster: 'Faster',
    metronome: 'Metronome',
    leftHand: 'Left hand on or off',
    rightHand: 'Right hand on or off',
    help: 'This list',
  },

  files: {
    open: 'More files',
    musicxml: { name: 'MusicXML', hint: 'Score with fingering, for notation programs' },
    chordpro: { name: 'ChordPro', hint: 'Chord grid as text' },
    ireal: { name: 'iReal', hint: 'Chart for the practice app' },
    wav: { name: 'WAV', hint: 'Sound, rendered in a hall' },
    flac: { name: 'FLAC', hint: 'The same, lossless and smaller' },
    mp3: { name: 'MP3', hint: 'Small, plays everywhere' },
    ogg: { name: 'Ogg Vorbis', hint: 'Small, free' },
    stop: 'Stop rendering',
    print: { name: 'Print', hint: 'The chord chart, or a PDF of it' },
  },
};

export type ToolsCatalogue = typeof enTools;
