// Answers any message with the audio clock's time, from where the sound is computed.
registerProcessor(
  'clock-probe',
  class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.port.onmessage = () => this.port.postMessage(currentTime);
    }
    process() {
      return true;
    }
  },
);
