import type * as Spessasynth from 'spessasynth_lib';
import type { Output, Voice } from '../core/transport';
import type { LiveVoice } from '../live/hands';
import { Clicks } from './clicks';
import { clockLead } from './clock';
import { type Lane, LanePool, LANES } from './lanes';
import { decibels } from './level';
import { type Parts, PROCESSOR_URL } from './parts';

const FADE = 0.03;
/** After this many fades nothing is left to hear. */
const FADES = 6;
const SUSTAIN = 64;
const ALL_SOUND_OFF = 120;
/** What the user plays has the one channel that is neither a lane's nor the drums'. */
const OWN_CHANNEL = 8;
/** The synthesiser acts at the start of a block of 128 samples: half of it too early or too late. */
const HALF_BLOCK = 64;

/** A single piano leaves much room below full scale; this uses some of it. */
const MAKE_UP = 4;

/** Catches what a loud chord would clip; soft playing passes unchanged. */
function limiter(context: BaseAudioContext): DynamicsCompressorNode {
  return new DynamicsCompressorNode(context, {
    threshold: -6,
    knee: 6,
    ratio: 20,
    attack: 0.002,
    release: 0.15,
  });
}

/** The synthesiser and its node; the node carries the answers that tell its time. */
function synthesiser(
  context: AudioContext,
  library: typeof Spessasynth,
): [Spessasynth.WorkletSynthesizer, AudioWorkletNode] {
  const made: AudioWorkletNode[] = [];
  const synth = new library.WorkletSynthesizer(context, {
    eventsEnabled: false,
    audioNodeCreators: {
      worklet: (_context, name, options) => {
        const node = new AudioWorkletNode(context, name, options);
        made.push(node);
        return node;
      },
    },
  });
  const [node] = made;
  if (!node) throw new Error('The synthesiser made no audio node.');
  return [synth, node];
}

/** A piano in an AudioWorklet: the transport's output. */
export class Instrument implements Output {
  private readonly lanes = new LanePool();
  private readonly gains = new Map<Lane, GainNode>();
  private readonly samples: Float32Array<ArrayBuffer>;
  private readonly clicks: Clicks;

  private constructor(
    private readonly context: AudioContext,
    private readonly synth: Spessasynth.WorkletSynthesizer,
    private readonly master: GainNode,
    private readonly analyser: AnalyserNode,
    /** How far the audio clock is ahead of the synthesiser's, seconds. */
    private readonly lead: number,
  ) {
    this.samples = new Float32Array(analyser.fftSize);
    this.clicks = new Clicks(context, master);
    for (const lane of LANES) this.gains.set(lane, this.laneGain(lane));
  }

  /** Builds the graph: hands -> lanes -> master -> meter -> speakers. */
  static async create(context: AudioContext, parts: Parts): Promise<Instrument> {
    await parts.processor;
    const [library] = await Promise.all([
      parts.library,
      context.audioWorklet.addModule(PROCESSOR_URL),
    ]);
    const [synth, node] = synthesiser(context, library);
    const master = context.createGain();
    const analyser = new AnalyserNode(context, { fftSize: 2048 });
    // At once: the synthesiser counts its own time, and only while it is connected.
    synth.connect(master);
    master.connect(limiter(context)).connect(analyser).connect(context.destination);
    const font = await parts.font;
    await synth.isReady;
    await synth.soundBankManager.addSoundBank(font.slice(0), 'piano');
    await context.resume();
    const lead = await clockLead(context, node, () => synth.getSnapshot());
    return new Instrument(context, synth, master, analyser, lead);
  }

  /** Moves a lane's two channels from the master to a gain of their own. */
  private laneGain(lane: Lane): GainNode {
    const gain = this.context.createGain();
    gain.connect(this.master);
    for (const channel of [lane.left, lane.right]) {
      this.synth.disconnectChannel(this.master, channel);
      this.synth.connectChannel(gain, channel);
    }
    return gain;
  }

  async wake(): Promise<void> {
    if (this.context.state !== 'running') await this.context.resume();
  }

  async sleep(): Promise<void> {
    if (this.context.state === 'running') await this.context.suspend();
  }

  now(): number {
    return this.context.currentTime;
  }

  heard(): number {
    // Firefox leaves outputLatency at 0 for a while; Safari has none.
    const latency = this.context.outputLatency || this.context.baseLatency || 0;
    return this.context.currentTime - latency;
  }

  setVolume(volume: number): void {
    // Squared, because loudness is not linear in gain.
    this.master.gain.setTargetAtTime(volume * volume * MAKE_UP, this.context.currentTime, FADE / 2);
  }

  /** What leaves the page now, in decibels below full scale. */
  level(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    return decibels(this.samples);
  }

  open(): Voice {
    const lane = this.lanes.take();
    const gain = this.gains.get(lane)?.gain;
    const { synth } = this;
    gain?.cancelScheduledValues(0);
    gain?.setValueAtTime(1, this.context.currentTime);
    const at = (when: number) => ({ time: this.synthTime(when) });
    return {
      noteOn: (hand, midi, velocity, when) => synth.noteOn(lane[hand], midi, velocity, at(when)),
      noteOff: (hand, midi, when) => synth.noteOff(lane[hand], midi, at(when)),
      pedal: (value, when) => {
        synth.controllerChange(lane.left, SUSTAIN, value, at(when));
        synth.controllerChange(lane.right, SUSTAIN, value, at(when));
      },
      click: (first, when) => this.clicks.at(first, when),
      release: (lastSent) => this.release(lane, lastSent),
    };
  }

  /** What the user's own hands sound on: nothing is scheduled, it sounds with the next block. */
  live(): LiveVoice {
    const { synth } = this;
    return {
      noteOn: (midi, velocity) => synth.noteOn(OWN_CHANNEL, midi, velocity),
      noteOff: (midi) => synth.noteOff(OWN_CHANNEL, midi),
      pedal: (value) => synth.controllerChange(OWN_CHANNEL, SUSTAIN, value),
    };
  }

  /** The audio clock's time as the synthesiser counts it: events start with the nearest block. */
  private synthTime(when: number): number {
    return when - this.lead - HALF_BLOCK / this.context.sampleRate;
  }

  private release(lane: Lane, lastSent: number): void {
    const now = this.context.currentTime;
    this.clicks.stop();
    this.gains.get(lane)?.gain.setTargetAtTime(0, now, FADE);
    const silent =
      Math.max(lastSent, now + FADE * FADES) + (2 * HALF_BLOCK) / this.context.sampleRate;
    for (const channel of [lane.left, lane.right]) {
      this.synth.controllerChange(channel, SUSTAIN, 0, { time: this.synthTime(silent) });
      this.synth.controllerChange(channel, ALL_SOUND_OFF, 0, { time: this.synthTime(silent) });
    }
    this.lanes.giveBack(lane, silent);
  }
}
