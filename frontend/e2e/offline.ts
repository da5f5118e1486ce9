// Bundled by hear.spec.ts and run in the browser: the page's own transport and metronome, driven by
// a counted clock, rendered sample by sample.
import { AS_WRITTEN, type Settings } from '../src/features/player/core/course';
import { timelineOf } from '../src/features/player/core/timeline';
import { type Output, Transport, type Voice } from '../src/features/player/core/transport';
import { Clicks } from '../src/features/player/sound/clicks';
import { fixtureScore } from '../src/shared/testing/score';

export interface Proof {
  rate: number;
  /** Where sound was found, samples. */
  found: number[];
}

export interface Plan {
  seconds: number;
  bars: number;
  secondsPerQuarter: number;
  settings: Partial<Settings>;
  /** Changes of tempo on the way: after so many seconds, this share of the written tempo. */
  tempos?: [after: number, rate: number][];
}

const RATE = 44_100;
const TICK = 0.04;

/** One sample of full scale for each note; ticks as the metronome plays them. */
function voiceOf(context: OfflineAudioContext): Voice {
  const clicks = new Clicks(context, context.destination);
  const impulse = context.createBuffer(1, 1, RATE);
  impulse.getChannelData(0)[0] = 1;
  return {
    noteOn: (_hand, _midi, _velocity, when) => {
      const source = new AudioBufferSourceNode(context, { buffer: impulse });
      source.connect(context.destination);
      source.start(when);
    },
    noteOff: () => undefined,
    pedal: () => undefined,
    click: (first, when) => clicks.at(first, when),
    release: () => undefined,
  };
}

/** Where the sound rises out of silence, at least 20 ms apart. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = [];
  samples.forEach((sample, index) => {
    const last = found.at(-1) ?? -Infinity;
    if (Math.abs(sample) > 0.05 && index - last > 0.05 * RATE) found.push(index);
  });
  return found;
}

async function prove(plan: Plan): Promise<Proof> {
  const context = new OfflineAudioContext(1, Math.ceil(plan.seconds * RATE), RATE);
  const clock = { now: 0 };
  const voice = voiceOf(context);
  const output: Output = { now: () => clock.now, heard: () => clock.now, open: () => voice };
  const { bars, secondsPerQuarter } = plan;
  const every = secondsPerQuarter;
  const notes = plan.settings.metronome
    ? []
    : Array.from({ length: bars * 4 }, (_, i) => ({
        midi: 60,
        pitch: 'C4',
        on: i * every,
        length: every / 2,
      }));
  const timeline = timelineOf(fixtureScore({ bars, secondsPerQuarter, notes }));
  const settings = { ...AS_WRITTEN, ...plan.settings };
  const transport = new Transport(timeline, () => output, settings);
  const tempos = [...(plan.tempos ?? [])];
  transport.play();
  while (clock.now < plan.seconds - 0.25) {
    clock.now += TICK;
    const [next] = tempos;
    if (next && clock.now >= next[0]) {
      transport.set({ ...settings, rate: next[1] });
      tempos.shift();
    }
    transport.tick();
  }
  const rendered = await context.startRendering();
  return { rate: RATE, found: onsets(rendered.getChannelData(0)) };
}

Object.assign(globalThis, { prove });
