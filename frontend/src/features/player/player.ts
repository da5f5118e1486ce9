import { create } from 'zustand';
import { remember, remembered } from '@/shared/lib/storage';
import { barBeatAt, beatSecondsAt, stepBars, toSeconds } from './core/bars';
import { chordIndexAt, type Timeline } from './core/timeline';
import { LOOK_AHEAD, LOOK_AHEAD_HIDDEN, Transport } from './core/transport';
import { drawFrame, onFrame, startFrames, stopFrames } from './frames';
import { resetSettings, useSettings } from './settings';
import type { Instrument } from './sound/instrument';
import { fetchParts, type Parts } from './sound/parts';
import { keepScreenOn, letScreenSleep } from './wakelock';

const FONT_URL = '/soundfonts/piano.sf2';
const TICK_MS = 40;
/** The context stops computing this long after the last sound, to spare the battery. */
const SLEEP_MS = 8000;

export type PlayerStatus = 'empty' | 'ready' | 'waking' | 'playing' | 'silent';

interface PlayerState {
  /** `silent`: the sound could not be started; `play` tries again. */
  status: PlayerStatus;
  timeline: Timeline | undefined;
  chordId: string | undefined;
  bar: number;
  beat: number;
  /** Beats still to be counted in; 0 while the music itself is heard. */
  counting: number;
  volume: number;
  /** Counts what the user plays himself, for what must look again. */
  stirs: number;
}

function rememberedVolume(): number {
  const volume = Number(remembered('volume') ?? NaN);
  return volume >= 0 && volume <= 1 ? volume : 0.8;
}

/** What components may watch. Times that change on every frame go through `onFrame` instead. */
export const usePlayer = create<PlayerState>(() => ({
  status: 'empty',
  timeline: undefined,
  chordId: undefined,
  bar: 1,
  beat: 1,
  counting: 0,
  volume: rememberedVolume(),
  stirs: 0,
}));

let transport: Transport | undefined;
let parts: Parts | undefined;
let instrument: Promise<Instrument> | undefined;
let awake: Instrument | undefined;
/** A keyboard is plugged in: its first key must not wait. */
let expecting = false;
let ticking: ReturnType<typeof setInterval> | undefined;
let sleeping: ReturnType<typeof setTimeout> | undefined;

/** Downloads the piano ahead of the first click; a failure shows when the user wants to play. */
export function prefetchPiano(): void {
  parts ??= fetchParts(FONT_URL);
  for (const part of Object.values(parts) as Promise<unknown>[]) part.catch(() => undefined);
  // A context made without any gesture would only earn a warning from the browser.
  if (!('userActivation' in navigator) || navigator.userActivation.hasBeenActive) {
    wakePiano().then(
      () => rest(),
      () => undefined,
    );
  }
}

/** The piano, awake. Call it inside a click: browsers allow sound only there. */
function wakePiano(): Promise<Instrument> {
  clearTimeout(sleeping);
  if (!instrument) {
    parts ??= fetchParts(FONT_URL);
    const context = new AudioContext({ latencyHint: 'interactive' });
    const made = parts;
    instrument = made.instrument.then(({ Instrument }) => Instrument.create(context, made));
    instrument.catch(() => {
      // Forget the failure, so that the next click starts over.
      instrument = undefined;
      parts = undefined;
      void context.close();
    });
  }
  return instrument.then(async (piano) => {
    await piano.wake();
    piano.setVolume(usePlayer.getState().volume);
    awake = piano;
    return piano;
  });
}

function rest(): void {
  clearTimeout(sleeping);
  sleeping = setTimeout(() => {
    if (!transport?.playing && !expecting) void awake?.sleep();
  }, SLEEP_MS);
}

/** The piano for the user's own hands. Call it inside a click, or after one. */
export function borrowPiano(): Promise<Instrument> {
  return wakePiano();
}

/** The user's own hands moved: the meter looks, and sleep is put off. */
export function stirred(): void {
  usePlayer.setState(({ stirs }) => ({ stirs: stirs + 1 }));
  if (awake) rest();
}

/** Keeps the piano from falling asleep while a keyboard is plugged in. */
export function keepAwake(on: boolean): void {
  expecting = on;
  if (awake) rest();
}

/** Where the piece is, in seconds. */
export function position(): number {
  return transport?.position() ?? 0;
}

/** Seconds until the first note while bars are counted in, else 0. */
export function countingIn(): number {
  return transport?.countingIn() ?? 0;
}

/** The tempo that is heard, as a share of the written one. */
export function heardRate(): number {
  return transport?.rate() ?? 1;
}

/** What leaves the page now, in decibels below full scale. */
export function outputLevel(): number {
  return awake?.level() ?? -Infinity;
}

function output(): Instrument {
  if (!awake) throw new Error('The piano is not awake yet.');
  return awake;
}

/** Puts a piece under the hands, at its start, not playing. */
export function load(timeline: Timeline): void {
  pause();
  resetSettings();
  transport = new Transport(timeline, output, useSettings.getState());
  usePlayer.setState({ timeline, status: 'ready' });
  drawFrame(position());
}

/** Puts the piece away. */
export function unload(): void {
  pause();
  transport = undefined;
  usePlayer.setState({ timeline: undefined, status: 'empty', chordId: undefined });
  drawFrame(0);
}

function tick(): void {
  if (!transport) return;
  if (transport.finished) pause();
  else transport.tick(document.hidden ? LOOK_AHEAD_HIDDEN : LOOK_AHEAD);
}

export async function play(): Promise<void> {
  const wanted = transport;
  if (!wanted || wanted.playing) return;
  usePlayer.setState({ status: 'waking' });
  try {
    await wakePiano();
  } catch {
    usePlayer.setState({ status: 'silent' });
    return;
  }
  // The user may have paused, or another piece may have come, while the piano woke.
  if (wanted !== transport || usePlayer.getState().status !== 'waking') return;
  wanted.play();
  ticking = setInterval(tick, TICK_MS);
  startFrames(position);
  keepScreenOn();
  usePlayer.setState({ status: 'playing' });
}

export function pause(): void {
  clearInterval(ticking);
  stopFrames();
  letScreenSleep();
  transport?.pause();
  if (awake) rest();
  if (transport) usePlayer.setState({ status: 'ready' });
  drawFrame(position());
}

export function toggle(): void {
  const { status } = usePlayer.getState();
  if (status === 'playing' || status === 'waking') pause();
  else void play();
}

export function seek(seconds: number): void {
  transport?.seek(seconds);
  drawFrame(position());
}

export function seekToBar(bars: number): void {
  const { timeline } = usePlayer.getState();
  if (timeline) seek(toSeconds(timeline, bars));
}

export function stepBy(bars: number): void {
  const { timeline } = usePlayer.getState();
  if (timeline) seek(stepBars(timeline, position(), bars));
}

export function setVolume(volume: number): void {
  remember('volume', String(volume));
  usePlayer.setState({ volume });
  awake?.setVolume(volume);
}

/** Keeps the watched state in step; it changes a few times a second, not on every frame. */
onFrame((at) => {
  const { timeline, chordId, bar, beat, counting } = usePlayer.getState();
  if (!timeline) return;
  const left = Math.ceil((countingIn() * heardRate()) / beatSecondsAt(timeline, at) - 1e-3);
  const now = { ...barBeatAt(timeline, at), counting: Math.max(0, left) };
  const chord = timeline.chords[Math.max(0, chordIndexAt(timeline, at))]?.id;
  const moved = now.bar !== bar || now.beat !== beat || now.counting !== counting;
  if (chord !== chordId || moved) {
    usePlayer.setState({ chordId: chord, ...now });
  }
});

useSettings.subscribe((settings) => {
  transport?.set(settings);
  drawFrame(position());
});
