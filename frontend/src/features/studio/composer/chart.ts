import type { ImportedChord } from '@/api';

const EDGE = 1e-4;

function beatsInBar(timeSignature: string): number {
  const [count = 4, unit = 4] = timeSignature.split('/').map(Number);
  if (unit >= 8 && count % 3 === 0) return count / 3;
  return count;
}

function short(beats: number): string {
  return String(Number(beats.toFixed(3)));
}

/**
 * Chords as a chart to read and to change: bars between bar lines, beats where a bar has several.
 * A chord over a barline is written again after it.
 */
export function chartOf(chords: readonly ImportedChord[], timeSignature: string): string {
  const bar = beatsInBar(timeSignature);
  const bars: string[][] = [[]];
  let filled = 0;
  for (const { symbol, duration_beats } of chords) {
    for (let left = duration_beats; left > EDGE;) {
      const part = Math.min(left, bar - filled);
      bars.at(-1)?.push(Math.abs(part - bar) < EDGE ? symbol : `${symbol}:${short(part)}`);
      left -= part;
      filled += part;
      if (bar - filled < EDGE) {
        bars.push([]);
        filled = 0;
      }
    }
  }
  return bars
    .filter((held) => held.length > 0)
    .map((held) => held.join(' '))
    .join(' | ');
}
