/** A Nashville number in the pieces a chart sets apart: `b7-9/4` is degree ♭7, minor, 9, bass 4. */
export interface Nashville {
  degree: string;
  minor: boolean;
  /** Small and raised, so that `57` is read as a fifth degree with a seventh. */
  suffix: string;
  bass: string;
}

const SIGNS: Record<string, string> = { b: '♭', '#': '♯' };
const SAID: readonly [RegExp, string][] = [
  [/♭/g, ' flat '],
  [/♯/g, ' sharp '],
  [/maj/g, ' major '],
  [/°/g, ' diminished '],
  [/ø/g, ' half diminished '],
  [/sus/g, ' suspended '],
];

function signs(text: string): string {
  return text.replace(/[b#](?=[b#]*\d)/g, (sign) => SIGNS[sign] ?? sign);
}

/** Text that is no number is all degree. */
export function nashvilleParts(text: string): Nashville {
  const match = /^([b#]*[1-7])(-?)(.*?)(?:\/([b#]*[1-7]))?$/.exec(text);
  if (!match) return { degree: text, minor: false, suffix: '', bass: '' };
  const [, degree = '', dash, suffix = '', bass = ''] = match;
  return { degree: signs(degree), minor: dash === '-', suffix: signs(suffix), bass: signs(bass) };
}

/** As words, for a screen reader: `2-7/5` is `2 minor 7 over 5`. */
export function spokenNashville(text: string): string {
  const { degree, minor, suffix, bass } = nashvilleParts(text);
  const words = `${degree}${minor ? ' minor' : ''} ${suffix}${bass ? ` over ${bass}` : ''}`;
  return SAID.reduce((said, [sign, word]) => said.replace(sign, word), words)
    .replace(/\s+/g, ' ')
    .trim();
}
