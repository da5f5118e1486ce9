import probeUrl from './clock-probe.js?url';

const SAMPLES = 7;
const QUANTUM = 128;

/** The middle value; undefined for nothing. */
export function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The next message on a port, as `read` understands it; others are passed over. */
function answer<T>(port: MessagePort, read: (data: unknown) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>) => {
      const value = read(data);
      if (value === undefined) return;
      port.removeEventListener('message', listen);
      resolve(value);
    };
    port.addEventListener('message', listen);
  });
}

const numberIn = (data: unknown) => (typeof data === 'number' ? data : undefined);

/** The synthesiser stamps what it sends with its own time. */
function stampIn(data: unknown): number | undefined {
  const stamped = typeof data === 'object' && data !== null && 'currentTime' in data;
  return stamped ? numberIn(data.currentTime) : undefined;
}

/**
 * How far the audio clock is ahead of the synthesiser's own, in seconds.
 *
 * The synthesiser starts counting when its constructor begins and the audio clock runs on until it
 * is done (0.1 s and more), so the two differ by an amount that stays the same from then on. Both
 * are asked in the same breath; the median outlives a question that a block of sound came between.
 * `ask` makes the synthesiser answer.
 */
export async function clockLead(
  context: AudioContext,
  synth: AudioWorkletNode,
  ask: () => unknown,
): Promise<number> {
  await context.audioWorklet.addModule(probeUrl);
  const probe = new AudioWorkletNode(context, 'clock-probe', { numberOfInputs: 0 });
  probe.connect(context.destination);
  probe.port.start();
  const leads: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const both = Promise.all([answer(probe.port, numberIn), answer(synth.port, stampIn)]);
    probe.port.postMessage(null);
    ask();
    const [audio, own] = await both;
    // The audio clock tells the block that was computed last, the synthesiser the one to come.
    leads.push(audio + QUANTUM / context.sampleRate - own);
  }
  probe.disconnect();
  return median(leads) ?? 0;
}
