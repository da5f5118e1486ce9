/** Spellings travel as ASCII (`Bb`, `F#m7b5`, `bVII9`); people read music signs. */

const SIGNS: Record<string, string> = { b: '♭', '#': '♯' };
const SPOKEN: Record<string, string> = { '♭': ' flat ', '♯': ' sharp ', '°': ' diminished ' };

function signs(accidentals: string): string {
  return accidentals.replace(/[b#]/g, (sign) => SIGNS[sign] ?? sign);
}

/** A note name, `Bb` or `F##4`, with music signs. */
export function noteName(text: string): string {
  return text.replace(/^([A-Ga-g])([b#]+)/, (_, letter: string, a: string) => letter + signs(a));
}

/** A chord symbol in the pieces a chart sets apart: root, quality, bass. */
export interface SymbolParts {
  root: string;
  quality: string;
  bass: string;
}

/** Alterations inside a quality or a numeral: `m7b5` is `m7♭5`, `7#9` is `7♯9`. */
function alterations(text: string): string {
  return text.replace(/[b#]+(?=\d)/g, signs);
}

/** `F#m7b5/A` is root `F♯`, quality `m7♭5`, bass `A`; text that is no chord is all root. */
export function symbolParts(symbol: string): SymbolParts {
  const match = /^([A-G][b#]*)(.*?)(?:\/([A-G][b#]*))?$/.exec(symbol);
  if (!match) return { root: symbol, quality: '', bass: '' };
  const [, root = '', quality = '', bass = ''] = match;
  return { root: noteName(root), quality: alterations(quality), bass: noteName(bass) };
}

/** A Roman numeral with music signs: `bVII9` is `♭VII9`, `viio7` is `vii°7`. */
export function roman(text: string): string {
  return alterations(text)
    .replace(/[b#]+(?=[ivIV])/g, signs)
    .replace(/(?<=[ivIV])o(?=7|$|\/)/g, '°');
}

/** What may follow an accidental in running text: the rest of a chord, or the end of the name. */
const NAME_ENDS = /(?=maj|min|m|dim|aug|sus|add|\d|\W|$)/.source;
const NAMES = new RegExp(`\\b([A-G])(b{1,2}|#{1,2})${NAME_ENDS}`, 'g');

/** A sentence with note names, chords and numerals in it: `Dbmaj9 falls to C7b9, the bVII`. */
export function prose(sentence: string): string {
  return sentence
    .replace(NAMES, (_, letter: string, accidental: string) => letter + signs(accidental))
    .replace(/(?<=\d|maj|m)[b#](?=\d)/g, signs)
    .replace(/(?<!\w)[b#]{1,2}(?=[IViv]+(?![a-hj-uw-z]))/g, signs);
}

/** `Bb major` with signs. */
export function keyName(text: string): string {
  return noteName(text);
}

/** A chord symbol as words: `E7b9/G#` is `E7 flat 9 over G sharp`. */
export function spokenChord(symbol: string): string {
  const { root, quality, bass } = symbolParts(symbol);
  return spoken(root + quality + (bass ? `/${bass}` : ''));
}

/** Music signs as words, for a screen reader: `B♭m7/D` is `B flat m7 over D`. */
export function spoken(text: string): string {
  return text
    .replace(/[♭♯°]/g, (sign) => SPOKEN[sign] ?? sign)
    .replace(/maj/g, ' major ')
    .replace(/dim/g, ' diminished ')
    .replace(/sus/g, ' suspended ')
    .replace(/(?<=[A-G]|flat |sharp )m(?=\d|$|\/)/, ' minor ')
    .replace('/', ' over ')
    .replace(/\s+/g, ' ')
    .trim();
}
