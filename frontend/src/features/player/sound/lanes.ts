/**
 * The synthesiser cannot take back what it was sent ahead. So each stretch of playing gets a pair
 * of channels of its own (a lane: one channel for each hand); stopping fades the lane, and the lane
 * rests until everything that was sent to it has passed.
 */
export interface Lane {
  left: number;
  right: number;
}

/** Channel pairs; 8 and 9 are left out because 9 is the drum channel. */
export const LANES: readonly Lane[] = [0, 2, 4, 6, 10, 12, 14].map((c) => ({
  left: c,
  right: c + 1,
}));

/** Hands out lanes: a free one, or the one that will be free soonest. */
export class LanePool {
  private readonly freeAt = new Map<Lane, number>(LANES.map((lane) => [lane, -Infinity]));

  take(): Lane {
    const [lane] = [...this.freeAt].reduce((a, b) => (b[1] < a[1] ? b : a));
    this.freeAt.set(lane, Infinity);
    return lane;
  }

  /** Gives a lane back; it is silent from `when` on (audio clock, seconds). */
  giveBack(lane: Lane, when: number): void {
    this.freeAt.set(lane, when);
  }
}
