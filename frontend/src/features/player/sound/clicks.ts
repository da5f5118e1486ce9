const SECONDS = 0.045;
/** The first beat of a bar is a fifth above the others, as on most metronomes. */
const PITCH = { first: 1568, other: 1046.5 } as const;
const LOUDNESS = { first: 0.16, other: 0.1 } as const;

/** One wooden tick: a sine that dies away within a few hundredths of a second. */
export function tickSamples(
  frequency: number,
  loudness: number,
  rate: number,
): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(SECONDS * rate));
  for (let i = 0; i < samples.length; i++) {
    const t = i / rate;
    samples[i] = loudness * Math.exp(-t / 0.009) * Math.cos(2 * Math.PI * frequency * t);
  }
  return samples;
}

/** The metronome: ticks that start on an exact sample of the audio clock. */
export class Clicks {
  private readonly waiting = new Set<AudioBufferSourceNode>();
  private readonly buffers: Record<'first' | 'other', AudioBuffer>;

  constructor(
    private readonly context: BaseAudioContext,
    private readonly target: AudioNode,
  ) {
    this.buffers = { first: this.buffer('first'), other: this.buffer('other') };
  }

  private buffer(kind: 'first' | 'other'): AudioBuffer {
    const { sampleRate } = this.context;
    const samples = tickSamples(PITCH[kind], LOUDNESS[kind], sampleRate);
    const buffer = this.context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    return buffer;
  }

  /** A tick at `when`, audio clock seconds. */
  at(first: boolean, when: number): void {
    const source = this.context.createBufferSource();
    source.buffer = this.buffers[first ? 'first' : 'other'];
    source.connect(this.target);
    source.onended = () => this.waiting.delete(source);
    this.waiting.add(source);
    source.start(Math.max(when, this.context.currentTime));
  }

  /** Takes back every tick that has not been heard. */
  stop(): void {
    for (const source of this.waiting) source.stop();
    this.waiting.clear();
  }
}
