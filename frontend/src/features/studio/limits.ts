/** What the API accepts, see its `GenerateRequest`. */
export const LIMITS = {
  description: 500,
  progression: 8000,
  tempo: { low: 20, high: 400 },
  num_bars: { low: 1, high: 128 },
  complexity: { low: 1, high: 10 },
  ai_percentage: { low: 0, high: 1 },
  seed: { low: 0, high: Number.MAX_SAFE_INTEGER },
} as const;

export const HANDS = ['normal', 'small'] as const;

/** How long the API finds a text: characters, not code units, and a run of spaces counts once. */
export function lengthOf(text: string): number {
  return Array.from(text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')).length;
}

/** A new seed: short enough to read aloud, many enough not to meet again. */
export function newSeed(random: () => number = Math.random): number {
  return Math.floor(random() * 1_000_000_000);
}
