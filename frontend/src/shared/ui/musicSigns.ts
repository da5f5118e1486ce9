/** Flat and sharp as drawings, so that they look the same whatever fonts a machine has. */
export const MUSIC_SIGNS: Record<string, { d: string; width: number; label: string }> = {
  '♭': {
    width: 9,
    label: 'flat',
    d: 'M.6 0h1.5v12.6c1-1.2 2.2-1.9 3.5-1.9 1.9 0 3 1.2 3 3.1 0 3.3-3.3 5.4-8 9.2zM2.1 14.6v5.1c2.7-2.1 4.4-3.7 4.4-5.6 0-1.1-.5-1.7-1.5-1.7-1.2 0-2.2.9-2.9 2.2z',
  },
  '♯': {
    width: 11,
    label: 'sharp',
    d: 'M3 2.9h1.15v5l2.9-.85V1.7H8.2v5l2-.6v2.7l-2 .6v5l2-.6v2.7l-2 .6v5.2H7.05v-4.85l-2.9.85v5.25H3v-4.9l-2 .6v-2.7l2-.6v-5l-2 .6V8.8l2-.6zM4.15 10.6v5l2.9-.85v-5z',
  },
};
