import type { DrawCall, Tint } from './draw';

export type Palette = Record<Tint, string> & { font: string };

const VARIABLES: Record<Tint, string> = {
  paper: '--paper',
  left: '--hand-left',
  leftFill: '--hand-left-soft',
  right: '--hand-right',
  bar: '--rule',
  row: '--rule-soft',
  label: '--ink-3',
  pedal: '--rule-strong',
  playhead: '--ink',
  whiteKey: '--key-white',
  blackKey: '--key-black',
  keyEdge: '--key-edge',
};

/** The colours in force, read from the element's CSS variables. */
export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const tints = Object.entries(VARIABLES).map(([tint, name]) => [
    tint,
    style.getPropertyValue(name),
  ]);
  return {
    ...(Object.fromEntries(tints) as Record<Tint, string>),
    font: `11px ${style.fontFamily}`,
  };
}

function paintOne(context: CanvasRenderingContext2D, call: DrawCall, palette: Palette): void {
  switch (call.op) {
    case 'rect':
      context.globalAlpha = call.alpha;
      context.fillStyle = palette[call.fill];
      context.beginPath();
      context.roundRect(call.x, call.y, call.w, call.h, Math.min(call.radius, call.w / 2));
      context.fill();
      break;
    case 'frame':
      context.globalAlpha = call.alpha;
      context.fillStyle = palette[call.fill];
      context.fillRect(call.x, call.y, call.w, call.h);
      context.strokeStyle = palette[call.stroke];
      context.lineWidth = 1.25;
      context.strokeRect(
        call.x + 0.5,
        call.y + 0.5,
        Math.max(1, call.w - 1),
        Math.max(1, call.h - 1),
      );
      break;
    case 'line':
      context.globalAlpha = 1;
      context.strokeStyle = palette[call.stroke];
      context.lineWidth = call.width;
      context.beginPath();
      context.moveTo(Math.round(call.x1) + 0.5, call.y1);
      context.lineTo(Math.round(call.x2) + 0.5, call.y2);
      context.stroke();
      break;
    case 'text':
      context.globalAlpha = 1;
      context.fillStyle = palette[call.fill];
      context.fillText(call.text, call.x, call.y);
  }
}

/** Clears the canvas and paints the calls, back to front. */
export function paint(
  context: CanvasRenderingContext2D,
  calls: readonly DrawCall[],
  palette: Palette,
): void {
  const scale = devicePixelRatio || 1;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, context.canvas.width / scale, context.canvas.height / scale);
  context.font = palette.font;
  for (const call of calls) paintOne(context, call, palette);
}
