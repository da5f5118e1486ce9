import type { Hand, PlayEvent, Timeline } from './timeline';
import { eventsBetween, pedalAt, soundingAt } from './timeline';

/** One stretch of playing on the instrument. Times are the audio clock's seconds. */
export interface Voice {
  noteOn(hand: Hand, midi: number, velocity: number, when: number): void;
  noteOff(hand: Hand, midi: number, when: number): void;
  pedal(value: number, when: number): void;
  /** Fades at once, and silences what was already sent for up to `lastSent`. */
  release(lastSent: number): void;
}

/** The instrument as the transport needs it. */
export interface Output {
  /** The audio clock: when something sent now would be computed. */
  now(): number;
  /** The audio clock less the way to the ear: what is being heard. */
  heard(): number;
  open(): Voice;
}

/** Sent this far ahead, so a busy main thread is not heard; a hidden tab's timers are slow. */
export const LOOK_AHEAD = 0.2;
export const LOOK_AHEAD_HIDDEN = 1.5;
/** Between asking to play and the first note, so that its onset is never in the past. */
export const LEAD_IN = 0.04;
/** A note that began this shortly before where playing starts is struck, not skipped. */
export const CHASE = 0.08;

interface Run {
  voice: Voice;
  /** The audio time at which the piece's time was `from`. */
  anchor: number;
  from: number;
  sentUntil: number;
}

/**
 * The one clock of the page. It sends events a little ahead on the audio clock and tells where the
 * piece is; it knows no browser API, so it is tested with a counted clock. `tick` must be called
 * several times within the look-ahead while `playing`.
 */
export class Transport {
  private run: Run | undefined;
  private resting = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly output: () => Output,
  ) {}

  get playing(): boolean {
    return this.run !== undefined;
  }

  get finished(): boolean {
    return this.run !== undefined && this.position() >= this.timeline.duration;
  }

  /** Where the piece is, in its own seconds, as heard. */
  position(): number {
    if (!this.run) return this.resting;
    const elapsed = this.output().heard() - this.run.anchor;
    return Math.min(this.run.from + Math.max(0, elapsed), this.timeline.duration);
  }

  /** Starts from where it rests; from the top when it rests at the end. */
  play(): void {
    if (this.run) return;
    const from = this.resting >= this.timeline.duration - 1e-3 ? 0 : this.resting;
    const output = this.output();
    const anchor = output.now() + LEAD_IN;
    this.run = { voice: output.open(), anchor, from, sentUntil: from };
    this.chase(this.run);
    this.tick();
  }

  /** Stops, lets go of every note, and stays where it is. */
  pause(): void {
    if (!this.run) return;
    const { voice, anchor, from, sentUntil } = this.run;
    this.resting = this.position();
    this.run = undefined;
    voice.release(anchor + sentUntil - from);
  }

  seek(seconds: number): void {
    const wasPlaying = this.playing;
    this.pause();
    this.resting = Math.max(0, Math.min(seconds, this.timeline.duration));
    if (wasPlaying) this.play();
  }

  /** Sends what falls due within `lookAhead` seconds. */
  tick(lookAhead = LOOK_AHEAD): void {
    const run = this.run;
    if (!run) return;
    const until = run.from + this.output().now() - run.anchor + lookAhead;
    if (until <= run.sentUntil) return;
    for (const event of eventsBetween(this.timeline, run.sentUntil, until)) {
      this.send(run, event, event.at);
    }
    run.sentUntil = until;
  }

  /** What an earlier event left in force: the pedal, and notes that have only just begun. */
  private chase(run: Run): void {
    run.voice.pedal(pedalAt(this.timeline, run.from), run.anchor);
    for (const note of soundingAt(this.timeline, run.from)) {
      if (note.on < run.from && run.from - note.on <= CHASE) {
        this.send(run, { kind: 'on', at: note.on, ...note }, run.from);
      }
    }
  }

  private send({ voice, anchor, from }: Run, event: PlayEvent, at: number): void {
    const when = anchor + at - from;
    if (event.kind === 'pedal') voice.pedal(event.value, when);
    else if (event.kind === 'off') voice.noteOff(event.hand, event.midi, when);
    else voice.noteOn(event.hand, event.midi, event.velocity, when);
  }
}
