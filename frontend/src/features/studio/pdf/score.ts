import { engravePages } from '@/features/player/late';
import { drawHeading, newPaper } from './frame';
import type { Paper } from './paper';
import type { SheetName } from './sheets';
import { drawSvg } from './svg';

const ENGRAVED = { a4: 'A4_P', letter: 'Letter_P' } as const;

/** The engraved score, page by page as the engraver lays it out; its title is set by us. */
export async function scorePages(
  musicxml: string,
  heading: { title: string; facts: readonly string[] },
  sheet: SheetName,
): Promise<Paper[]> {
  const { title } = heading;
  const pages = await engravePages(musicxml, title, ENGRAVED[sheet]);
  return pages.map((svg, index) => {
    const paper = newPaper(sheet);
    const [, , wide] = (svg.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
    const scale = paper.width / (wide || 1);
    const elements = [...svg.querySelectorAll('path, rect, text')].filter(
      (element) => element.tagName !== 'text' || element.textContent !== title,
    );
    // The engraver paints its paper first.
    const [ground] = elements;
    const drawn = ground?.tagName === 'rect' && ground.getAttribute('width') === '100%';
    drawSvg(paper, drawn ? elements.slice(1) : elements, { scale, x: 0, y: 0 });
    if (index === 0) drawHeading(paper, heading.title, heading.facts);
    return paper;
  });
}
