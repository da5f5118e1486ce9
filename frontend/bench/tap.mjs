// Runs in the page before its own code: listens to what goes to the speakers, notes when the
// metronome is told to tick, and times what is drawn in each frame.
(() => {
  const bench = { onsets: [], beats: [], frames: [], clicked: 0, context: undefined };
  globalThis.bench = bench;

  const TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
    constructor() { super(); this.last = -1; }
    process([input]) {
      const samples = input[0] ?? [];
      for (let i = 0; i < samples.length; i++) {
        const at = currentFrame + i;
        if (Math.abs(samples[i]) < 1e-3) continue;
        if (at - this.last > 0.005 * sampleRate) this.port.postMessage(at / sampleRate);
        this.last = at;
      }
      return true;
    }
  });`;
  const module = URL.createObjectURL(new Blob([TAP], { type: 'text/javascript' }));

  const connect = AudioNode.prototype.connect;
  const taps = new WeakMap();
  /** One tap for each context: a silent listener beside the speakers. */
  function tapOf(context) {
    if (!taps.has(context)) {
      const gate = new GainNode(context);
      taps.set(context, gate);
      bench.context = context;
      void context.audioWorklet.addModule(module).then(() => {
        const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 1 });
        tap.port.onmessage = ({ data }) => {
          const ago = context.currentTime - data;
          bench.onsets.push({ at: data, told: performance.now() - ago * 1000 });
        };
        connect.call(gate, tap);
        connect.call(tap, context.destination);
      });
    }
    return taps.get(context);
  }
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && this.constructor.name === 'AnalyserNode') {
      connect.call(this, tapOf(this.context));
    }
    return connect.call(this, target, ...rest);
  };

  // The metronome's ticks are sources started on the audio clock: kept as times, not sounded.
  AudioBufferSourceNode.prototype.start = function (when) {
    bench.beats.push(when);
  };

  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (then) =>
    request((time) => {
      const started = performance.now();
      then(time);
      bench.frames.push(performance.now() - started);
    });

  addEventListener('click', () => (bench.clicked = performance.now()), { capture: true });
})();
