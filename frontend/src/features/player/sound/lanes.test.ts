import { describe, expect, it } from 'vitest';
import { LanePool, LANES } from './lanes';

describe('lanes', () => {
  it('never use the drum channel, and never share a channel', () => {
    const channels = LANES.flatMap((lane) => [lane.left, lane.right]);
    expect(channels).not.toContain(9);
    expect(new Set(channels).size).toBe(channels.length);
    expect(Math.max(...channels)).toBeLessThan(16);
  });

  it('are not used again before they have fallen silent', () => {
    const pool = new LanePool();
    const first = pool.take();
    pool.giveBack(first, 5);
    const others = LANES.slice(1).map(() => pool.take());
    expect(others).not.toContain(first);
    expect(pool.take()).toBe(first);
  });

  it('prefer the one that is free soonest', () => {
    const pool = new LanePool();
    const taken = LANES.map(() => pool.take());
    taken.forEach((lane, i) => pool.giveBack(lane, i === 3 ? 1 : 10 + i));
    expect(pool.take()).toBe(taken[3]);
  });
});
