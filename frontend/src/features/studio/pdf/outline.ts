/** A point in the unit and direction of whoever draws. */
export type Point = readonly [x: number, y: number];
/** A piece of an outline: absolute, lines and cubic curves only, as PDF has them. */
export type Segment =
  { op: 'm' | 'l'; to: Point } | { op: 'c'; one: Point; two: Point; to: Point } | { op: 'h' };

const COUNTS: Record<string, number> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

function mirrored(at: Point, over: Point): Point {
  return [2 * over[0] - at[0], 2 * over[1] - at[1]];
}

/** A quadratic curve as the cubic one that it is. */
function raised(from: Point, bend: Point, to: Point): Segment {
  const two = (end: Point): Point => [
    end[0] + (2 / 3) * (bend[0] - end[0]),
    end[1] + (2 / 3) * (bend[1] - end[1]),
  ];
  return { op: 'c', one: two(from), two: two(to), to };
}

type Arc = readonly [rx: number, ry: number, tilt: number, large: number, sweep: number];

/** An elliptical arc as cubic curves of at most a quarter turn; after the SVG notes on arcs. */
function curved(from: Point, [x, y, tilt, large, sweep]: Arc, to: Point): Segment[] {
  if (!x || !y || (from[0] === to[0] && from[1] === to[1])) return [{ op: 'l', to }];
  const turn = (tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const half: Point = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  const px = cos * half[0] + sin * half[1];
  const py = cos * half[1] - sin * half[0];
  const grow = Math.sqrt(Math.max(1, (px / x) ** 2 + (py / y) ** 2));
  const [rx, ry] = [Math.abs(x) * grow, Math.abs(y) * grow];
  const spread = (rx * py) ** 2 + (ry * px) ** 2;
  const side = large === sweep ? -1 : 1;
  const far = side * Math.sqrt(Math.max(0, ((rx * ry) ** 2 - spread) / spread));
  const [cx, cy] = [(far * rx * py) / ry, (-far * ry * px) / rx];
  const start = Math.atan2((py - cy) / ry, (px - cx) / rx);
  let sweepBy = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - start;
  if (sweep && sweepBy < 0) sweepBy += 2 * Math.PI;
  if (!sweep && sweepBy > 0) sweepBy -= 2 * Math.PI;
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const place = (u: number, v: number): Point => [
    middle[0] + cos * (cx + rx * u) - sin * (cy + ry * v),
    middle[1] + sin * (cx + rx * u) + cos * (cy + ry * v),
  ];
  const count = Math.max(1, Math.ceil(Math.abs(sweepBy) / (Math.PI / 2) - 1e-9));
  const step = sweepBy / count;
  const reach = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, i): Segment => {
    const [a, b] = [start + i * step, start + (i + 1) * step];
    return {
      op: 'c',
      one: place(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      two: place(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      to: i === count - 1 ? to : place(Math.cos(b), Math.sin(b)),
    };
  });
}

/** Follows the commands of an SVG path; holds where the pen is and what a smooth curve mirrors. */
class Pen {
  readonly segments: Segment[] = [];
  private at: Point = [0, 0];
  private start: Point = [0, 0];
  private bend: Point | undefined;

  draw(command: string, numbers: readonly number[]): void {
    const kind = command.toUpperCase();
    const here = this.at;
    const [dx, dy] = command === kind ? [0, 0] : here;
    const point = (i: number): Point => [(numbers[i] ?? 0) + dx, (numbers[i + 1] ?? 0) + dy];
    const last = this.bend ? mirrored(this.bend, here) : here;
    this.bend = undefined;
    if (kind === 'Z') {
      this.segments.push({ op: 'h' });
      this.at = this.start;
    } else if (kind === 'M') {
      this.go({ op: 'm', to: point(0) });
      this.start = this.at;
    } else if (kind === 'L') this.go({ op: 'l', to: point(0) });
    else if (kind === 'H') this.go({ op: 'l', to: [(numbers[0] ?? 0) + dx, here[1]] });
    else if (kind === 'V') this.go({ op: 'l', to: [here[0], (numbers[0] ?? 0) + dy] });
    else if (kind === 'A') {
      const arc = numbers.slice(0, 5) as unknown as Arc;
      for (const segment of curved(here, arc, point(5))) this.go(segment);
    } else this.bendTo(kind, last, point);
  }

  /** The curves; each remembers the point that a smooth one after it mirrors. */
  private bendTo(kind: string, last: Point, point: (i: number) => Point): void {
    const here = this.at;
    if (kind === 'C' || kind === 'S') {
      const shift = kind === 'C' ? 2 : 0;
      const two = point(shift);
      this.go({ op: 'c', one: kind === 'C' ? point(0) : last, two, to: point(shift + 2) });
      this.bend = two;
    } else {
      const bend = kind === 'Q' ? point(0) : last;
      this.go(raised(here, bend, point(kind === 'Q' ? 2 : 0)));
      this.bend = bend;
    }
  }

  private go(segment: Segment): void {
    this.segments.push(segment);
    if (segment.op !== 'h') this.at = segment.to;
  }
}

/** The `d` of an SVG path as an outline. */
export function outlineOf(d: string): Segment[] {
  const pen = new Pen();
  for (const [, command = '', rest = ''] of d.matchAll(
    /([a-zA-Z])([^a-zA-Z]*(?:e[-+]?\d[^a-zA-Z]*)*)/g,
  )) {
    const numbers = (rest.match(NUMBER) ?? []).map(Number);
    const count = COUNTS[command.toUpperCase()];
    if (count === undefined) continue;
    if (count === 0) pen.draw(command, []);
    for (let i = 0; count > 0 && i + count <= numbers.length; i += count) {
      // Further pairs after a move are lines.
      const again = i > 0 && command.toUpperCase() === 'M';
      const next = again ? (command === 'M' ? 'L' : 'l') : command;
      pen.draw(next, numbers.slice(i, i + count));
    }
  }
  return pen.segments;
}
