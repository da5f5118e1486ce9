import { tools } from '@/shared/i18n/tools';
import { announce } from '@/shared/lib/announce';
import { usePlayer } from '../player';
import { setLoop, setRate, useSettings } from '../settings';

/** One press of a tempo key. */
const TEMPO_STEP = 0.05;

function bars(): number {
  return usePlayer.getState().timeline?.bars.length ?? 0;
}

/** Loops bars `from` up to, not including, `to`, counted from 0, and says so. */
export function loopBars(from: number, to: number): void {
  const { loop: before } = useSettings.getState();
  if (before?.from === from && before.to === to) return;
  setLoop({ from, to }, bars());
  const { loop } = useSettings.getState();
  if (loop) announce(tools.playing.loopOn(loop.from + 1, loop.to));
}

/** Plays through again, and says so. */
export function loopOff(): void {
  setLoop(undefined, bars());
  announce(tools.playing.loopOff);
}

/** Loops the phrase of four bars that is being played; looping already, stops. */
export function toggleLoop(): void {
  if (useSettings.getState().loop) {
    loopOff();
    return;
  }
  const from = Math.floor((usePlayer.getState().bar - 1) / 4) * 4;
  loopBars(from, Math.min(from + 4, bars()));
}

/** The loop begins with the bar that is being played. */
export function loopFromHere(): void {
  const here = usePlayer.getState().bar - 1;
  const to = useSettings.getState().loop?.to ?? bars();
  loopBars(here, Math.max(to, here + 1));
}

/** The loop ends with the bar that is being played. */
export function loopToHere(): void {
  const here = usePlayer.getState().bar;
  const from = useSettings.getState().loop?.from ?? 0;
  loopBars(Math.min(from, here - 1), here);
}

export function changeTempo(steps: number): void {
  setRate(useSettings.getState().rate + steps * TEMPO_STEP);
}
