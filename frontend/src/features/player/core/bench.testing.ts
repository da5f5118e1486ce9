import { AS_WRITTEN, type Settings } from './course';
import type { Timeline } from './timeline';
import { type Output, Transport, type Voice } from './transport';

/** What reached the instrument: its kind, a key or a value, and when. */
export type Sent = [kind: string, value: number, when: number];

/** A transport for tests: an output with a clock that the test turns by hand. */
export function bench(timeline: Timeline, latency = 0, settings: Partial<Settings> = {}) {
  const sent: Sent[] = [];
  const released: number[] = [];
  const clock = { time: 10 };
  const voice: Voice = {
    noteOn: (_hand, midi, _velocity, when) => sent.push(['on', midi, when]),
    noteOff: (_hand, midi, when) => sent.push(['off', midi, when]),
    pedal: (value, when) => sent.push(['pedal', value, when]),
    click: (first, when) => sent.push(['click', first ? 1 : 0, when]),
    release: (lastSent) => released.push(lastSent),
  };
  const output: Output = {
    now: () => clock.time,
    heard: () => clock.time - latency,
    open: () => voice,
  };
  const all = { ...AS_WRITTEN, ...settings };
  const transport = new Transport(timeline, () => output, all);
  const run = (seconds: number, step = 0.05) => {
    for (let t = step; t <= seconds + 1e-9; t += step) {
      clock.time += step;
      transport.tick();
    }
  };
  return { sent, released, clock, transport, run, settings: all };
}
