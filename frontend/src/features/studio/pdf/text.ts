import metrics from './metrics.json';

/** Fonts that every PDF reader has; their widths are in `metrics.json`, thousandths of the size. */
export type Font = 'serif' | 'serifBold' | 'sans' | 'sansBold';

export const BASE_FONTS: Record<Font, string> = {
  serif: 'Times-Roman',
  serifBold: 'Times-Bold',
  sans: 'Helvetica',
  sansBold: 'Helvetica-Bold',
};

const FIRST = 32;
const UNKNOWN = '?'.charCodeAt(0);
/** Windows code page 1252 where it differs from Latin-1: the codes from 128. */
const HIGH = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';
const CODES = new Map(Array.from(HIGH, (letter, index) => [letter, 128 + index] as const));
/** What the code page lacks and something in it looks like. */
const ALIKE: Record<string, string> = { '−': '–', '♭': 'b', '♯': '#', '\u202f': ' ' };

function codeOf(letter: string): number {
  const known = ALIKE[letter] ?? letter;
  const special = CODES.get(known);
  if (special) return special;
  const code = known.codePointAt(0) ?? UNKNOWN;
  return (code >= FIRST && code < 127) || (code >= 160 && code < 256) ? code : UNKNOWN;
}

/** The codes of a text in the PDF's encoding; what it lacks becomes a question mark. */
export function encoded(text: string): number[] {
  return Array.from(text.normalize('NFC'), codeOf);
}

/** How wide a text runs, in the unit of `size`. */
export function textWidth(text: string, font: Font, size: number): number {
  const widths = metrics[font];
  const sum = encoded(text).reduce((total, code) => total + (widths[code - FIRST] ?? 0), 0);
  return (sum * size) / 1000;
}

export function hex(codes: readonly number[]): string {
  return codes.map((code) => code.toString(16).padStart(2, '0')).join('');
}

/** A text string outside the pages: UTF-16 with its mark, so any letter can be kept. */
export function utf16(text: string): string {
  const units = Array.from(text, (_, i) => text.charCodeAt(i));
  return `feff${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}`;
}
