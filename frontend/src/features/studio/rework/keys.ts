const MAJOR = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'];
const MINOR = ['C', 'C#', 'D', 'D#', 'Eb', 'E', 'F', 'F#', 'G', 'G#', 'A', 'Bb', 'B'];

/** The keys a piece in `key` ("Eb major") can be moved to: those of its mode, its own among them. */
export function keysLike(key: string): string[] {
  const [tonic = '', mode = 'major'] = key.split(' ');
  const tonics = mode === 'minor' ? MINOR : MAJOR;
  const all = tonics.includes(tonic) ? tonics : [...tonics, tonic];
  return all.map((name) => `${name} ${mode}`);
}
