/** Lowest and highest value of a stretch of sound, -1 to 1. */
export type Peak = readonly [low: number, high: number];

/** The outline of a waveform in a box 1 high on each side of 0, one unit a stretch: an SVG path. */
export function shapeOf(peaks: readonly Peak[]): string {
  if (peaks.length === 0) return '';
  const plain = (value: number) => String(Math.round(value * 1000) / 1000);
  const above = peaks.map(([, high], x) => `${x} ${plain(-Math.max(0, high))}`);
  const below = peaks.map(([low], x) => `${x} ${plain(-Math.min(0, low))}`).reverse();
  return `M${[...above, ...below].join('L')}Z`;
}

/** The loudest sample in decibels below full scale. */
export function peakLevel(peaks: readonly Peak[]): number {
  const most = peaks.reduce((top, [low, high]) => Math.max(top, -low, high), 0);
  return most > 0 ? 20 * Math.log10(most) : -Infinity;
}

/** Where in the sound a share of its width lies, seconds. */
export function secondsAt(share: number, duration: number): number {
  return Math.max(0, Math.min(1, share)) * duration;
}
