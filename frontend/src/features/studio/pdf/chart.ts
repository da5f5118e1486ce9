import type { ScoreOut } from '@/api';
import { words } from '@/shared/lib/format';
import { type ChartBar, chartSections, type Segment } from '../piece/chartLayout';
import { type Figures, SHOWN } from '../piece/figures';
import { drawHeading, MARGIN, newPaper } from './frame';
import type { Paper, TextStyle } from './paper';
import { drawRuns, runsOf, runsWidth } from './runs';
import type { SheetName } from './sheets';

const PER_ROW = 4;
/** Points. */
const ROW = 52;
const LABEL = 26;
const SYMBOL = 19;
const SMALLEST = 8;
const BELOW = 10;
const AIR = 5;
const FOOT = 52;

interface Row {
  /** The name of the section that begins here. */
  label?: string | undefined;
  bars: readonly ChartBar[];
  /** The last one of its section, and of the piece. */
  ends: 'no' | 'section' | 'piece';
}

function rowsOf(score: ScoreOut): Row[] {
  const sections = chartSections(score);
  return sections.flatMap((section, index) => {
    const count = Math.ceil(section.bars.length / PER_ROW);
    const last = index === sections.length - 1 ? 'piece' : 'section';
    return Array.from({ length: count }, (_, row): Row => ({
      label: row === 0 && sections.length > 1 ? words(section.label) : undefined,
      bars: section.bars.slice(row * PER_ROW, (row + 1) * PER_ROW),
      ends: row === count - 1 ? last : 'no',
    }));
  });
}

/** Where each chord of a bar stands and how much room it has: as it lasts, never under its name. */
function placesOf(bar: ChartBar, wide: number, needed: (segment: Segment) => number): number[] {
  const whole = bar.segments.reduce((sum, { quarters }) => sum + quarters, 0);
  const fair = bar.segments.map(({ quarters }) => (quarters / whole) * wide);
  const need = bar.segments.map(needed);
  if (fair.every((room, i) => room >= (need[i] ?? 0))) return fair;
  const all = need.reduce((sum, each) => sum + each, 0);
  return need.map((each) => (each / all) * wide);
}

/** Draws the chords of one bar; a crowded bar is set smaller. */
function drawChords(paper: Paper, bar: ChartBar, x: number, y: number, wide: number, as: Figures) {
  const { main, below } = SHOWN[as];
  const style = (size: number): TextStyle => ({ font: 'serif', size });
  const small: TextStyle = { font: 'sans', size: BELOW, grey: 0.35 };
  const needAt = (size: number) => (segment: Segment) => {
    if (segment.held) return size;
    const beneath = below ? runsWidth(runsOf(segment.chord, below), small) : 0;
    return Math.max(runsWidth(runsOf(segment.chord, main), style(size)), beneath) + AIR;
  };
  const inner = wide - 2 * AIR;
  const need = bar.segments.reduce((sum, segment) => sum + needAt(SYMBOL)(segment), 0);
  const size = Math.max(SMALLEST, Math.min(SYMBOL, (SYMBOL * inner) / need));
  const rooms = placesOf(bar, inner, needAt(size));
  let at = x + AIR;
  bar.segments.forEach((segment, i) => {
    if (segment.held) paper.line(at, y - 5, at + 11, y - 5, 1, 0.5);
    else {
      drawRuns(paper, runsOf(segment.chord, main), at, y, style(size));
      if (below) drawRuns(paper, runsOf(segment.chord, below), at, y + 14, small);
    }
    at += rooms[i] ?? 0;
  });
}

function drawRow(paper: Paper, row: Row, top: number, as: Figures): void {
  const wide = (paper.width - 2 * MARGIN) / PER_ROW;
  row.bars.forEach((bar, index) => {
    const x = MARGIN + index * wide;
    paper.line(x, top, x, top + ROW, 0.8);
    paper.line(x, top, x + wide, top, 0.4, 0.6);
    paper.line(x, top + ROW, x + wide, top + ROW, 0.4, 0.6);
    paper.text(String(bar.number), x + AIR, top + 9, { font: 'sans', size: 7, grey: 0.45 });
    drawChords(paper, bar, x, top + 30, wide, as);
  });
  const end = MARGIN + row.bars.length * wide;
  paper.line(end, top, end, top + ROW, row.ends === 'piece' ? 2.4 : 0.8);
  if (row.ends !== 'no') paper.line(end - 3.5, top, end - 3.5, top + ROW, 0.8);
}

/** The chart on as many sheets as it takes, four bars to a row; a section's name stays with it. */
export function chartPages(
  score: ScoreOut,
  heading: { title: string; facts: readonly string[] },
  { sheet, figures }: { sheet: SheetName; figures: Figures },
): Paper[] {
  const first = newPaper(sheet);
  const papers = [first];
  let paper = first;
  let top = drawHeading(first, heading.title, heading.facts) + 12;
  for (const row of rowsOf(score)) {
    const label = row.label ? LABEL : 0;
    if (top + label + ROW > paper.height - FOOT) {
      paper = newPaper(sheet);
      papers.push(paper);
      top = MARGIN;
    }
    if (row.label) paper.text(row.label, MARGIN, top + 17, { font: 'sansBold', size: 10 });
    drawRow(paper, row, top + label, figures);
    top += label + ROW;
  }
  return papers;
}
