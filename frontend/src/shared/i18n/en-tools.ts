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
    typingToggle: 'Play on the computer keys, or stop',
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

  recording: {
    heading: 'The recording',
    show: 'Show the recording',
    hide: 'Hide the recording',
    rendering: 'The sound is being rendered',
    since: (seconds: number) =>
      seconds < 1 ? 'Rendering the sound…' : `Rendering the sound… ${seconds} s`,
    cancel: 'Cancel',
    play: 'Play the recording',
    pause: 'Pause the recording',
    seek: 'Position in the recording',
    at: (at: string, duration: string) => `${at} of ${duration}`,
    facts: (duration: string, level: string, rate: number) =>
      `${duration} · loudest sample ${level.replace('-', '−')} dBFS · ${rate / 1000} kHz, stereo`,
    differs:
      'This is the sound of the files: the full font, a room around it. The player plays a smaller font without the room.',
  },

  palette: {
    heading: 'All actions',
    search: 'What would you like to do?',
    none: 'Nothing like that can be done now.',
    count: (count: number) => (count === 1 ? '1 action' : `${count} actions`),
    group: 'Page',
    actions: {
      words: 'Describe a piece',
      newPiece: 'New piece',
      theme: { dark: 'Dark theme', light: 'Light theme' },
      tour: 'Show the tour',
    },
    playing: 'Playing',
    seeing: 'Seeing',
    taking: 'Taking along',
    reworking: 'Reworking',
  },

  tour: {
    offered: 'New here? A tour of three steps stands above the keyboard.',
    step: (step: number, steps: number) => `${step} of ${steps}`,
    steps: {
      words: {
        title: 'Say what you want to play',
        text: 'A few words are enough: a mood, a key, a tempo, a form. The line beneath shows what was understood.',
      },
      chords: {
        title: 'Read the chords',
        text: 'A click on a chord plays from there and says why it stands there. Draw over bars to loop them, open Rework to change them.',
      },
      play: {
        title: 'Play it, then take it along',
        text: 'Space plays. Slow it down, mute a hand, connect your keyboard. MIDI, PDF and sound are above the chords; Ctrl+K finds everything.',
      },
    },
    next: 'Next',
    back: 'Back',
    done: 'Done',
    close: 'Close the tour',
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
    ctrlK: 'Ctrl+K',
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
