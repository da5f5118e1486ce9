/** What the player's own hands sound on: at once, on a channel of their own. */
export interface LiveVoice {
  noteOn(midi: number, velocity: number): void;
  noteOff(midi: number): void;
  pedal(value: number): void;
}

/**
 * Who holds which key. The same key can be down on a keyboard and under the mouse: it sounds until
 * the last one lets go, and the pedal is as far down as the foot that presses it furthest.
 */
export class Hands {
  private readonly holders = new Map<number, Set<string>>();
  private readonly feet = new Map<string, number>();

  constructor(
    private readonly voice: LiveVoice,
    /** Told after every change which keys are down. */
    private readonly changed: (keys: readonly number[]) => void = () => undefined,
  ) {}

  get keys(): number[] {
    return [...this.holders.keys()];
  }

  strike(source: string, midi: number, velocity: number): void {
    const holders = this.holders.get(midi) ?? new Set();
    // A string that sounds is struck again: the synthesiser needs to hear of its release first.
    if (holders.size > 0) this.voice.noteOff(midi);
    this.voice.noteOn(midi, velocity);
    this.holders.set(midi, holders.add(source));
    this.changed(this.keys);
  }

  letGo(source: string, midi: number): void {
    const holders = this.holders.get(midi);
    if (!holders?.delete(source) || holders.size > 0) return;
    this.holders.delete(midi);
    this.voice.noteOff(midi);
    this.changed(this.keys);
  }

  press(source: string, value: number): void {
    this.feet.set(source, value);
    this.voice.pedal(Math.max(...this.feet.values()));
  }

  /** Everything that one source holds: it was unplugged, or said so. */
  release(source: string): void {
    for (const midi of this.keys) this.letGo(source, midi);
    if (this.feet.delete(source)) this.voice.pedal(Math.max(0, ...this.feet.values()));
  }
}
