/** Below this nothing is heard: the meter's zero. */
export const SILENCE_DB = -60;

/** Root mean square of samples in -1..1, as decibels below full scale. */
export function decibels(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length && sum > 0 ? 10 * Math.log10(sum / samples.length) : -Infinity;
}

/** Decibels as a share of the meter, 0..1. */
export function meterShare(db: number): number {
  return Math.max(0, Math.min(1, 1 - db / SILENCE_DB));
}
