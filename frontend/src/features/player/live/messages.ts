/** What a keyboard can say that a piano understands. */
export type Message =
  | { kind: 'on'; midi: number; velocity: number }
  | { kind: 'off'; midi: number }
  | { kind: 'pedal'; value: number }
  | { kind: 'silence' };

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;
const CONTROL = 0xb0;
const SYSTEM = 0xf0;
const SUSTAIN = 64;
/** All sound off, all notes off, and the mode messages that imply it. */
const SILENCES = new Set([120, 123, 124, 125, 126, 127]);

/** A MIDI message of any channel; undefined for what a piano has no use for, or a broken one. */
export function readMessage(data: ArrayLike<number>): Message | undefined {
  const [status = 0, first = -1, second = -1] = Array.from(data);
  const kind = status & SYSTEM;
  const whole = first >= 0 && first < 128 && second >= 0 && second < 128;
  if (kind === SYSTEM || !whole) return undefined;
  // Many keyboards let go of a key by striking it with no force.
  if (kind === NOTE_ON && second > 0) return { kind: 'on', midi: first, velocity: second };
  if (kind === NOTE_ON || kind === NOTE_OFF) return { kind: 'off', midi: first };
  if (kind !== CONTROL) return undefined;
  if (first === SUSTAIN) return { kind: 'pedal', value: second };
  return SILENCES.has(first) ? { kind: 'silence' } : undefined;
}
