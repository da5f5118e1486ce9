/** The colours a drawing may use; each is a CSS variable. */
export type Tint =
  | 'paper'
  | 'left'
  | 'leftFill'
  | 'right'
  | 'bar'
  | 'row'
  | 'label'
  | 'pedal'
  | 'playhead'
  | 'whiteKey'
  | 'blackKey'
  | 'keyEdge';

/** One thing to put on the canvas, in CSS pixels. */
export type DrawCall =
  | {
      op: 'rect';
      x: number;
      y: number;
      w: number;
      h: number;
      radius: number;
      fill: Tint;
      alpha: number;
    }
  | {
      op: 'frame';
      x: number;
      y: number;
      w: number;
      h: number;
      fill: Tint;
      stroke: Tint;
      alpha: number;
    }
  | { op: 'line'; x1: number; y1: number; x2: number; y2: number; stroke: Tint; width: number }
  | { op: 'text'; x: number; y: number; text: string; fill: Tint };
