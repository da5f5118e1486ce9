import { musicWidth, Paper } from './paper';
import { type SheetName, SHEETS } from './sheets';

export const MARGIN = 48;
const FOOT = 28;
const SMALL = { font: 'sans', size: 8.5, grey: 0.35 } as const;

export function newPaper(name: SheetName): Paper {
  const [width, height] = SHEETS[name];
  return new Paper(width, height);
}

/** The title of the piece and its facts; returns where they end. */
export function drawHeading(paper: Paper, title: string, facts: readonly string[]): number {
  paper.music(title, MARGIN, MARGIN + 22, { font: 'serif', size: 26 });
  paper.music(facts.join('  ·  '), MARGIN, MARGIN + 40, { font: 'sans', size: 10, grey: 0.3 });
  return MARGIN + 50;
}

/** Title, maker and page numbers at the foot of every page. */
export function drawFeet(papers: readonly Paper[], title: string, maker: string): void {
  papers.forEach((paper, index) => {
    const y = paper.height - FOOT;
    const number = `${index + 1} / ${papers.length}`;
    paper.music(`${title}  ·  ${maker}`, MARGIN, y, SMALL);
    paper.text(number, paper.width - MARGIN - musicWidth(number, SMALL), y, SMALL);
  });
}
