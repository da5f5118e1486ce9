import type { KeyboardEvent } from 'react';

/** Chords a step leads past; up and down is decided by where the chords stand. */
const STEPS: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowRight: 1 };

/** The chord above or below, whose middle is nearest across. */
function across(chords: readonly HTMLElement[], from: HTMLElement, down: boolean) {
  const here = from.getBoundingClientRect();
  const middle = here.left + here.width / 2;
  const rows = chords
    .map((chord) => ({ chord, box: chord.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top > here.bottom - 1 : box.bottom < here.top + 1));
  const edge = down
    ? Math.min(...rows.map(({ box }) => box.top))
    : Math.max(...rows.map(({ box }) => box.top));
  return rows
    .filter(({ box }) => Math.abs(box.top - edge) < box.height)
    .sort((a, b) => gap(a.box, middle) - gap(b.box, middle))[0]?.chord;
}

function gap(box: DOMRect, middle: number): number {
  return Math.abs(box.left + box.width / 2 - middle);
}

/** One stop for the Tab key; the arrows go from chord to chord. */
export function moveAmongChords(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || !from.matches('.chord')) return;
  const chords = [...event.currentTarget.querySelectorAll<HTMLElement>('.chord')];
  const index = chords.indexOf(from);
  const step = STEPS[event.key];
  const target =
    event.key === 'Home'
      ? chords[0]
      : event.key === 'End'
        ? chords.at(-1)
        : event.key === 'ArrowUp' || event.key === 'ArrowDown'
          ? across(chords, from, event.key === 'ArrowDown')
          : step && chords[index + step];
  if (step === undefined && !/^(Home|End|ArrowUp|ArrowDown)$/.test(event.key)) return;
  // The arrows move by bars elsewhere; here they are the chart's, at its edges too.
  event.preventDefault();
  if (!target) return;
  for (const chord of chords) chord.tabIndex = chord === target ? 0 : -1;
  target.focus();
}
