import {
  AS_WRITTEN,
  climbed,
  countInClicks,
  heardAt,
  type Leg,
  pieceAt,
  type Settings,
  span,
} from './course';
import type { Hand, PlayEvent, Timeline } from './timeline';
import { beatsBetween, eventsBetween, pedalAt, soundingAt } from './timeline';

/** One stretch of playing on the instrument. Times are the audio clock's seconds. */
export interface Voice {
  noteOn(hand: Hand, midi: number, velocity: number, when: number): void;
  noteOff(hand: Hand, midi: number, when: number): void;
  pedal(value: number, when: number): void;
  click(first: boolean, when: number): void;
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
/** What a loop leaves ringing ends this long before it comes round. */
const TURN = 0.003;

interface Run {
  voice: Voice;
  /** What was and will be heard, in order; the last one is being sent. */
  legs: Leg[];
  /** Up to here, in the piece's seconds, the last leg has been sent. */
  sentUntil: number;
}

/**
 * The one clock of the page. It sends events a little ahead on the audio clock and tells where the
 * piece is; it knows no browser API, so it is tested with a counted clock. `tick` must be called
 * several times within the look-ahead while `playing`.
 */
export class Transport {
  private run: Run | undefined;
  private resting: number;

  constructor(
    private readonly timeline: Timeline,
    private readonly output: () => Output,
    private settings: Settings = AS_WRITTEN,
  ) {
    this.resting = timeline.start;
  }

  get playing(): boolean {
    return this.run !== undefined;
  }

  get finished(): boolean {
    if (!this.run || this.settings.loop) return false;
    return this.position() >= this.timeline.duration;
  }

  /** Where the piece is, in its own seconds, as heard. */
  position(): number {
    if (!this.run) return this.resting;
    const at = pieceAt(this.legHeard(this.run), this.output().heard());
    return Math.min(at, this.timeline.duration);
  }

  /** The tempo that is heard, as a share of the written one. */
  rate(): number {
    return this.run ? this.legHeard(this.run).rate : this.settings.rate;
  }

  /** Seconds until the first note while bars are counted in, else 0. */
  countingIn(): number {
    const first = this.run?.legs[0];
    return first ? Math.max(0, first.anchor - this.output().heard()) : 0;
  }

  /** Starts from where it rests; from the top when it rests at the end or outside the loop. */
  play(): void {
    if (this.run) return;
    const bounds = span(this.timeline, this.settings.loop);
    const inside = this.resting >= bounds.from - 1e-6 && this.resting < bounds.to - 1e-3;
    this.start(inside ? this.resting : bounds.from, this.settings.countIn);
  }

  /** Stops, lets go of every note, and stays where it is. */
  pause(): void {
    if (!this.run) return;
    const { voice, legs, sentUntil } = this.run;
    const sending = legs.at(-1);
    this.resting = this.position();
    this.run = undefined;
    voice.release(sending ? heardAt(sending, sentUntil) : 0);
  }

  /** A jump is heard at once: nobody counts in again. */
  seek(seconds: number): void {
    const wasPlaying = this.playing;
    this.pause();
    const { start, duration } = this.timeline;
    this.resting = Math.max(start, Math.min(seconds, duration));
    if (wasPlaying) this.start(this.resting, 0);
  }

  /** Plays on in another way: a new tempo without a break, new notes from where it is. */
  set(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    if (!this.run) return;
    const looped = settings.loop !== before.loop;
    if (looped || settings.transpose !== before.transpose) this.restart(settings);
    else if (settings.rate !== before.rate) this.turnTo(settings.rate);
    for (const hand of settings.muted) if (!before.muted.includes(hand)) this.letGo(hand);
  }

  /** Sends what falls due within `lookAhead` seconds. */
  tick(lookAhead = LOOK_AHEAD): void {
    const run = this.run;
    if (!run) return;
    const horizon = this.output().now() + lookAhead;
    for (let leg = run.legs.at(-1); leg; leg = this.nextLeg(run, leg)) {
      const until = pieceAt(leg, horizon);
      this.sendBetween(run, leg, run.sentUntil, until);
      run.sentUntil = Math.max(run.sentUntil, until);
      if (until < leg.to) break;
    }
    run.legs.splice(0, run.legs.indexOf(this.legHeard(run)));
  }

  private start(from: number, countIn: number): void {
    const output = this.output();
    const { rate, loop } = this.settings;
    const clicks = countInClicks(this.timeline, from, countIn);
    const before = (clicks[0]?.before ?? 0) / rate;
    const anchor = output.now() + LEAD_IN + before;
    const bounds = span(this.timeline, loop);
    // Without a loop nothing is cut off: what ends after the last barline is sent too.
    const to = loop && from < bounds.to ? bounds.to : Infinity;
    const voice = output.open();
    for (const click of clicks) voice.click(click.first, anchor - click.before / rate);
    this.run = { voice, legs: [{ anchor, from, to, rate }], sentUntil: from };
    this.chase(this.run);
    this.tick();
  }

  /** Begins again where it is, inside the loop. */
  private restart({ loop }: Settings): void {
    this.pause();
    const bounds = span(this.timeline, loop);
    const inside = this.resting >= bounds.from && this.resting < bounds.to;
    this.start(loop && !inside ? bounds.from : this.resting, 0);
  }

  /** The leg whose time it is; before the first note the first one. */
  private legHeard(run: Run): Leg {
    const heard = this.output().heard();
    const current = run.legs.findLast((leg) => leg.anchor <= heard) ?? run.legs[0];
    if (!current) throw new Error('A run has at least one leg.');
    return current;
  }

  /** What follows a leg that was sent to its end: the loop's next time round, or nothing. */
  private nextLeg(run: Run, leg: Leg): Leg | undefined {
    const { loop, ramp } = this.settings;
    if (!loop) return undefined;
    const { from, to } = span(this.timeline, loop);
    const anchor = heardAt(leg, leg.to);
    this.endLeg(run, leg, anchor - TURN);
    const next = { anchor, from, to, rate: climbed(leg.rate, ramp) };
    run.legs.push(next);
    run.sentUntil = from;
    this.chase(run);
    return next;
  }

  /** Lets go of what the end of a loop cuts off. */
  private endLeg({ voice }: Run, leg: Leg, when: number): void {
    for (const note of soundingAt(this.timeline, leg.to - 1e-6)) {
      if (note.off >= leg.to) voice.noteOff(note.hand, this.key(note.midi), when);
    }
    voice.pedal(0, when);
  }

  /** Goes on at another tempo from the first moment that has not been sent yet. */
  private turnTo(rate: number): void {
    const leg = this.run?.legs.at(-1);
    if (!this.run || !leg) return;
    const from = this.run.sentUntil;
    this.run.legs.push({ anchor: heardAt(leg, from), from, to: leg.to, rate });
  }

  /** A hand that is muted while it sounds stops sounding. */
  private letGo(hand: Hand): void {
    if (!this.run) return;
    const now = this.output().now();
    for (const note of soundingAt(this.timeline, this.position())) {
      if (note.hand === hand) this.run.voice.noteOff(hand, this.key(note.midi), now);
    }
  }

  private key(midi: number): number {
    return midi + this.settings.transpose;
  }

  /** What an earlier event left in force: the pedal, and notes that have only just begun. */
  private chase(run: Run): void {
    const leg = run.legs.at(-1);
    if (!leg) return;
    run.voice.pedal(pedalAt(this.timeline, leg.from), leg.anchor);
    for (const note of soundingAt(this.timeline, leg.from)) {
      if (note.on < leg.from && leg.from - note.on <= CHASE) {
        this.send(run.voice, { kind: 'on', at: note.on, ...note }, leg.anchor);
      }
    }
  }

  private sendBetween({ voice }: Run, leg: Leg, from: number, to: number): void {
    for (const event of eventsBetween(this.timeline, from, to)) {
      this.send(voice, event, heardAt(leg, event.at));
    }
    if (!this.settings.metronome) return;
    for (const beat of beatsBetween(this.timeline, from, to)) {
      voice.click(beat.first, heardAt(leg, beat.at));
    }
  }

  private send(voice: Voice, event: PlayEvent, when: number): void {
    if (event.kind === 'pedal') voice.pedal(event.value, when);
    else if (event.kind === 'off') voice.noteOff(event.hand, this.key(event.midi), when);
    else if (!this.settings.muted.includes(event.hand)) {
      voice.noteOn(event.hand, this.key(event.midi), event.velocity, when);
    }
  }
}
