/** The sentences of what is loaded late: loops by hand, figures, a keyboard, PDF, palette, tour. */
export const enTools = {
  loop: {
    hint: 'Drag, or click with Shift, to loop bars',
    section: (label: string) => `Loop ${label}`,
    here: 'Loop',
  },

  keyboard: {
    heading: 'Your keyboard',
    connect: 'Connect a MIDI keyboard',
    asking: 'The browser asks you…',
    devices: 'MIDI keyboards',
    nameless: 'A keyboard without a name',
    unplugged: 'unplugged',
    none: 'No keyboard is plugged in. One that you plug in now appears here.',
    absent:
      'This browser has no Web MIDI. Chrome, Edge and Firefox on a computer have it, browsers on an iPhone or iPad do not. The keys below and the computer keys play too.',
    refused:
      'The browser did not let us at the keyboards. Allow MIDI in its site settings, then try again.',
    came: (name: string) => `${name} is connected.`,
    went: (name: string) => `${name} was unplugged.`,
    typing: 'Computer keys',
    typingHint: 'A to ; are the white keys, the row above the black ones',
    typingNow: (octave: number) => `A is C${octave}; Z and X change the octave, Escape ends it`,
    typingOn: 'The computer keys play. Escape ends it.',
    typingOff: 'The computer keys are shortcuts again.',
    octave: (octave: number) => `A is C${octave}.`,
  },

  pdf: {
    chart: { name: 'PDF of the chords', hint: 'The chart as it is shown' },
    score: { name: 'PDF of the sheet music', hint: 'Engraved, with chords and fingering' },
    paper: 'Paper',
    sheets: { a4: 'A4', letter: 'Letter' },
    making: 'Drawing the pages…',
    made: (name: string) => `${name} is in your downloads.`,
    failed: 'The PDF could not be made. Check that the server is running, then try again.',
    stop: 'Stop',
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
    sayChords: 'Say the chords',
    sayChordsHint: 'A screen reader names each chord as it comes',
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
    print: { name: 'Print', hint: 'The chord chart, and the sheet music where it is open' },
  },
};

export type ToolsCatalogue = typeof enTools;
