import { create } from 'zustand';
import { borrowPiano, stirred } from '../player';
import { Hands, type LiveVoice } from './hands';
import { readMessage } from './messages';

/** The keys under the user's own hands. */
export const useLive = create<{ keys: readonly number[] }>(() => ({ keys: [] }));

let voice: LiveVoice | undefined;

/** What was struck while the piano still woke up sounds when it is there, if it is still held. */
const waiting = new Map<number, number>();

async function wake(): Promise<void> {
  const piano = await borrowPiano().catch(() => undefined);
  if (!piano) return;
  voice = piano.live();
  for (const [midi, velocity] of waiting) voice.noteOn(midi, velocity);
  waiting.clear();
}

const hands = new Hands(
  {
    noteOn: (midi, velocity) => {
      stirred();
      if (voice) voice.noteOn(midi, velocity);
      else waiting.set(midi, velocity);
      // The piano may sleep: the browser wakes it within a few hundredths of a second.
      void wake();
    },
    noteOff: (midi) => {
      waiting.delete(midi);
      voice?.noteOff(midi);
      stirred();
    },
    pedal: (value) => voice?.pedal(value),
  },
  (keys) => useLive.setState({ keys }),
);

/** Plays what a keyboard sends; `source` names the keyboard. */
export function take(source: string, data: ArrayLike<number>): void {
  const message = readMessage(data);
  if (message?.kind === 'on') hands.strike(source, message.midi, message.velocity);
  else if (message?.kind === 'off') hands.letGo(source, message.midi);
  else if (message?.kind === 'pedal') hands.press(source, message.value);
  else if (message?.kind === 'silence') hands.release(source);
}

export function strike(source: string, midi: number, velocity: number): void {
  hands.strike(source, midi, velocity);
}

export function letGo(source: string, midi: number): void {
  hands.letGo(source, midi);
}

/** Lets go of everything that one source holds. */
export function release(source: string): void {
  hands.release(source);
}

/** Wakes the piano ahead of the first key. Call it inside a click. */
export function ready(): void {
  void wake();
}
