/** Draws that follow the sound. Each is called with the piece's time in seconds. */
export type Frame = (position: number) => void;

const frames = new Set<Frame>();
let request = 0;

/** Calls `frame` on each animation frame while playing, and once after each jump. */
export function onFrame(frame: Frame): () => void {
  frames.add(frame);
  return () => frames.delete(frame);
}

/** Draws once, now. */
export function drawFrame(position: number): void {
  for (const frame of frames) frame(position);
}

/** Draws on each animation frame until `stopFrames`. */
export function startFrames(position: () => number): void {
  cancelAnimationFrame(request);
  const next = () => {
    drawFrame(position());
    request = requestAnimationFrame(next);
  };
  request = requestAnimationFrame(next);
}

export function stopFrames(): void {
  cancelAnimationFrame(request);
}
