import { create } from 'zustand';
import { remember, remembered } from '@/shared/lib/storage';
import {
  AS_WRITTEN,
  type BarLoop,
  clamp,
  COUNT_IN,
  RATE,
  type Ramp,
  type Settings,
  TRANSPOSE,
} from './core/course';
import type { Hand } from './core/timeline';

/** What a person sets once and keeps: habits of practising, not facts of a piece. */
function habits(): Partial<Settings> {
  const countIn = Number(remembered('count-in') ?? 0);
  return {
    metronome: remembered('metronome') === 'on',
    countIn: Number.isInteger(countIn) ? clamp(countIn, COUNT_IN) : 0,
  };
}

/** How the piece is played: tempo, loop, hands, metronome. A new piece starts as written. */
export const useSettings = create<Settings>(() => ({ ...AS_WRITTEN, ...habits() }));

const { setState, getState } = useSettings;

/** Everything that belongs to one piece back to as it is written. */
export function resetSettings(): void {
  const { metronome, countIn } = getState();
  setState({ ...AS_WRITTEN, metronome, countIn });
}

/** Whether the piece sounds otherwise than it is written. */
export function changesWriting({ rate, loop, transpose, muted }: Settings): boolean {
  return rate !== 1 || loop !== undefined || transpose !== 0 || muted.length > 0;
}

export function setRate(rate: number): void {
  setState({ rate: clamp(Math.round(rate * 100) / 100, RATE) });
}

export function setTranspose(semitones: number): void {
  setState({ transpose: clamp(Math.round(semitones), TRANSPOSE) });
}

/** Loops bars `from` up to, not including, `to`, of `bars`; undefined plays through. */
export function setLoop(loop: BarLoop | undefined, bars: number): void {
  if (!loop) {
    setState({ loop: undefined, ramp: undefined });
    return;
  }
  const from = clamp(Math.round(loop.from), { least: 0, most: bars - 1 });
  const to = clamp(Math.round(loop.to), { least: from + 1, most: bars });
  setState({ loop: { from, to } });
}

export function setRamp(ramp: Ramp | undefined): void {
  setState({ ramp });
}

/** A hand that was heard is silent, and the other way round. */
export function toggleHand(hand: Hand): void {
  const { muted } = getState();
  setState({
    muted: muted.includes(hand) ? muted.filter((other) => other !== hand) : [...muted, hand],
  });
}

export function toggleMetronome(): void {
  const metronome = !getState().metronome;
  remember('metronome', metronome ? 'on' : 'off');
  setState({ metronome });
}

export function setCountIn(bars: number): void {
  const countIn = clamp(Math.round(bars), COUNT_IN);
  remember('count-in', String(countIn));
  setState({ countIn });
}
