import type { GenreOut } from '@/api';
import { text } from '@/shared/i18n';
import { useFigures } from '../piece/figures';
import { factsOf, titleOf } from '../piece/title';
import type { PieceData } from '../usePiece';
import { chartPages } from './chart';
import { pdfOf } from './document';
import { drawFeet } from './frame';
import type { Paper } from './paper';
import { scorePages } from './score';
import type { SheetName } from './sheets';

export type PdfKind = 'chart' | 'score';

async function musicxmlOf({ answer }: PieceData, signal: AbortSignal): Promise<string> {
  const response = await fetch(`/${answer.genre}/score/${answer.id}/musicxml`, { signal });
  if (!response.ok) throw new Error(`The score did not come: ${response.status}.`);
  return response.text();
}

/** A name that every file system takes. */
function nameOf(title: string, { answer }: PieceData, kind: PdfKind): string {
  const ascii = title.replaceAll('♭', ' flat').replaceAll('♯', ' sharp').normalize('NFKD');
  const safe = ascii.replaceAll(/[^\w -]+/g, '').replaceAll(/\s+/g, '-');
  return `${safe}-${answer.seed}-${kind}.pdf`;
}

/** The chart or the score as a PDF: drawn in the page, nothing is sent anywhere. */
export async function makePdf(
  kind: PdfKind,
  piece: PieceData,
  genre: GenreOut | undefined,
  sheet: SheetName,
  signal: AbortSignal,
): Promise<{ blob: Blob; name: string }> {
  const heading = { title: titleOf(piece, genre), facts: factsOf(piece, genre) };
  const pages = (): Promise<Paper[]> | Paper[] => {
    if (kind === 'score') {
      return musicxmlOf(piece, signal).then((xml) => scorePages(xml, heading, sheet));
    }
    const { figures } = useFigures.getState();
    return chartPages(piece.score, heading, { sheet, figures });
  };
  const papers = await pages();
  signal.throwIfAborted();
  drawFeet(papers, heading.title, text.name);
  return { blob: await pdfOf(heading.title, papers), name: nameOf(heading.title, piece, kind) };
}
