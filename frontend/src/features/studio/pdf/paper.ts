import { MUSIC_SIGNS } from '@/shared/ui/musicSigns';
import { outlineOf, type Point, type Segment } from './outline';
import { encoded, type Font, hex, textWidth, utf16 } from './text';

export interface TextStyle {
  font: Font;
  /** Points. */
  size: number;
  /** 0 is black, 1 is white. */
  grey?: number;
}

interface Ink {
  fill?: number | undefined;
  stroke?: number | undefined;
  /** Of the stroke, points. */
  width?: number;
  dash?: readonly number[];
}

/** How a drawing of its own unit stands on the sheet: scaled, then moved. */
export interface Stand {
  scale: number;
  x: number;
  y: number;
}

const AS_IS: Stand = { scale: 1, x: 0, y: 0 };
/** The signs are drawn in a box 24 high whose line of writing lies at 19. */
const SIGN = { height: 24, line: 19, share: 0.86, air: 0.08 };

function plain(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** One page, drawn from its top left corner in points; holds the operators of a PDF page. */
export class Paper {
  readonly ops: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  private point([x, y]: Point, stand: Stand): string {
    const across = x * stand.scale + stand.x;
    return `${plain(across)} ${plain(this.height - y * stand.scale - stand.y)}`;
  }

  /** Text with its left end on the line of writing at `x`, `y`. */
  text(words: string, x: number, y: number, { font, size, grey = 0 }: TextStyle): void {
    if (words.trim() === '') return;
    const at = `${plain(x)} ${plain(this.height - y)} Td`;
    const show = `<${hex(encoded(words))}> Tj`;
    this.ops.push(`BT /${font} ${plain(size)} Tf ${plain(grey)} g ${at} ${show} ET`);
  }

  /** Text with flats and sharps in it, which are drawn; returns where it ends. */
  music(words: string, x: number, y: number, style: TextStyle): number {
    let at = x;
    for (const part of words.split(/([♭♯])/).filter(Boolean)) {
      const sign = MUSIC_SIGNS[part];
      if (sign) this.sign(sign.d, part, at, y, style);
      else this.text(part, at, y, style);
      at += musicWidth(part, style);
    }
    return at;
  }

  /** A sign that can still be found and copied as what it stands for. */
  private sign(
    d: string,
    letter: string,
    x: number,
    y: number,
    { size, grey = 0 }: TextStyle,
  ): void {
    const scale = (size * SIGN.share) / SIGN.height;
    const stand = { scale, x: x + size * SIGN.air, y: y - SIGN.line * scale };
    this.ops.push(`/Span <</ActualText <${utf16(letter)}>>> BDC`);
    this.path(outlineOf(d), { fill: grey }, stand, true);
    this.ops.push('EMC');
  }

  line(x1: number, y1: number, x2: number, y2: number, width = 0.5, grey = 0): void {
    const segments: Segment[] = [
      { op: 'm', to: [x1, y1] },
      { op: 'l', to: [x2, y2] },
    ];
    this.path(segments, { stroke: grey, width });
  }

  path(segments: readonly Segment[], ink: Ink, stand = AS_IS, evenOdd = false): void {
    const { fill, stroke, width = 1, dash = [] } = ink;
    if ((fill === undefined && stroke === undefined) || segments.length === 0) return;
    const set: string[] = [];
    if (fill !== undefined) set.push(`${plain(fill)} g`);
    if (stroke !== undefined) {
      set.push(`${plain(stroke)} G ${plain(width * stand.scale)} w`);
      set.push(`[${dash.map((each) => plain(each * stand.scale)).join(' ')}] 0 d`);
    }
    const drawn = segments.map((segment) => {
      if (segment.op === 'h') return 'h';
      if (segment.op !== 'c') return `${this.point(segment.to, stand)} ${segment.op}`;
      const points = [segment.one, segment.two, segment.to];
      return `${points.map((each) => this.point(each, stand)).join(' ')} c`;
    });
    const rule = evenOdd ? '*' : '';
    const end = fill === undefined ? 'S' : stroke === undefined ? `f${rule}` : `B${rule}`;
    this.ops.push([...set, ...drawn, end].join(' '));
  }
}

/** How wide a text with flats and sharps runs. */
export function musicWidth(words: string, { font, size }: TextStyle): number {
  return words
    .split(/([♭♯])/)
    .filter(Boolean)
    .reduce((sum, part) => {
      const sign = MUSIC_SIGNS[part];
      if (!sign) return sum + textWidth(part, font, size);
      return sum + size * ((sign.width * SIGN.share) / SIGN.height + 2 * SIGN.air);
    }, 0);
}
