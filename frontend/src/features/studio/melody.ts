import type { MelodyNote } from '@/api';

/** As many characters of a tune as an address carries well. */
export const LONGEST = 6000;

const NOTE = /^([A-G](?:#{1,3}|b{1,3})?-?\d)@(-?\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/;

function short(beats: number): string {
  return String(Number(beats.toFixed(4)));
}

/** A tune as an address carries it: `Eb5@0:1.5` is E flat 5 at beat 0 for a beat and a half. */
export function writeMelody(notes: readonly MelodyNote[]): string {
  return notes
    .map(
      ({ pitch, onset_beats, duration_beats }) =>
        `${pitch}@${short(onset_beats)}:${short(duration_beats)}`,
    )
    .join(' ');
}

/** The tune of an address; undefined where it cannot be read. */
export function readMelody(text: string): MelodyNote[] | undefined {
  if (text.length > LONGEST) return undefined;
  const notes: MelodyNote[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const [, pitch, onset, duration] = NOTE.exec(word) ?? [];
    if (!pitch) return undefined;
    notes.push({ pitch, onset_beats: Number(onset), duration_beats: Number(duration) });
  }
  return notes;
}
