import { outlineOf, type Segment } from './outline';
import type { Paper } from './paper';
import { type Stand } from './paper';
import type { Font } from './text';

/** What is used of an SVG element, so that the drawing is tested without a browser. */
export interface Drawn {
  tagName: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
}

const PIXELS_PER_POINT = 4 / 3;
const CHORD = /^[A-G](?:bb|##|b|#)?(?:$|[^a-z]|maj|min|m|dim|aug|sus|add|alt|o)/;

function number(element: Drawn, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? '') || 0;
}

/** Black, or nothing: the engraver is told to use black. */
function inkOf(element: Drawn, name: 'fill' | 'stroke'): number | undefined {
  const given = element.getAttribute(name);
  return given === null || given === 'none' || given === 'transparent' ? undefined : 0;
}

function inks(element: Drawn) {
  const dash = element.getAttribute('stroke-dasharray') ?? 'none';
  return {
    fill: inkOf(element, 'fill'),
    stroke: inkOf(element, 'stroke'),
    width: number(element, 'stroke-width'),
    dash: dash === 'none' ? [] : dash.split(/[\s,]+/).map(Number),
  };
}

function rectangle(element: Drawn): Segment[] {
  const [x, y] = [number(element, 'x'), number(element, 'y')];
  const [right, below] = [x + number(element, 'width'), y + number(element, 'height')];
  return [
    { op: 'm', to: [x, y] },
    { op: 'l', to: [right, y] },
    { op: 'l', to: [right, below] },
    { op: 'l', to: [x, below] },
    { op: 'h' },
  ];
}

/** CSS pixels of a font size that is given in pixels or points. */
function sizeOf(element: Drawn): number {
  const given = element.getAttribute('font-size') ?? '12px';
  return Number.parseFloat(given) * (given.endsWith('pt') ? PIXELS_PER_POINT : 1);
}

function fontOf(element: Drawn): Font {
  const serif = /times|serif/i.test(element.getAttribute('font-family') ?? '');
  const sans = /sans/i.test(element.getAttribute('font-family') ?? '');
  const bold = element.getAttribute('font-weight') === 'bold';
  if (serif && !sans) return bold ? 'serifBold' : 'serif';
  return bold ? 'sansBold' : 'sans';
}

/** A chord as the engraver writes it has letters for its signs: `Bbm7b5/Db`. */
export function signed(text: string): string {
  if (!CHORD.test(text)) return text;
  return text
    .replace(
      /(^|\/)([A-G])(b{1,2}|#{1,2})/g,
      (_, before: string, letter: string, signs: string) => {
        return before + letter + signs.replaceAll('b', '♭').replaceAll('#', '♯');
      },
    )
    .replace(/b(?=\d)/g, '♭')
    .replace(/#(?=\d)/g, '♯');
}

/** Puts the engraver's drawing on a page: `stand` tells where and how large. */
export function drawSvg(paper: Paper, elements: Iterable<Drawn>, stand: Stand): void {
  for (const element of elements) {
    if (element.tagName === 'path') {
      paper.path(outlineOf(element.getAttribute('d') ?? ''), inks(element), stand);
    } else if (element.tagName === 'rect') paper.path(rectangle(element), inks(element), stand);
    else if (element.tagName === 'text') {
      const x = number(element, 'x') * stand.scale + stand.x;
      const y = number(element, 'y') * stand.scale + stand.y;
      const style = { font: fontOf(element), size: sizeOf(element) * stand.scale };
      paper.music(signed(element.textContent ?? ''), x, y, style);
    }
  }
}
