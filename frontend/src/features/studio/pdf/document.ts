import type { Paper } from './paper';
import { BASE_FONTS, hex, utf16 } from './text';

const encoder = new TextEncoder();

async function deflated(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

type Part = string | Uint8Array<ArrayBuffer>;

/** Collects numbered objects and remembers where each begins. */
class Body {
  private readonly parts: Part[] = [];
  private readonly starts: number[] = [];
  private length = 0;

  constructor() {
    // The second line tells programs that move files that this one is not text.
    this.put('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
  }

  private put(part: Part): void {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    this.parts.push(bytes);
    this.length += bytes.length;
  }

  add(dictionary: string, stream?: Uint8Array<ArrayBuffer>): void {
    this.starts.push(this.length);
    this.put(`${this.starts.length} 0 obj\n${dictionary}\n`);
    if (stream) {
      this.put('stream\n');
      this.put(stream);
      this.put('\nendstream\n');
    }
    this.put('endobj\n');
  }

  /** The table of objects and the end. */
  close(root: number, info: number): Blob {
    const at = this.length;
    const rows = this.starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`);
    const size = rows.length + 1;
    this.put(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`);
    this.put(`trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R >>\n`);
    this.put(`startxref\n${at}\n%%EOF\n`);
    return new Blob(this.parts, { type: 'application/pdf' });
  }
}

const CATALOG = 1;
const PAGES = 2;
const INFO = 3;
const FIRST_FONT = 4;

/** A PDF of pages that were drawn: text stays text, everything else is lines and curves. */
export async function pdfOf(title: string, papers: readonly Paper[]): Promise<Blob> {
  const fonts = Object.entries(BASE_FONTS);
  const firstPage = FIRST_FONT + fonts.length;
  const pageAt = (index: number) => firstPage + 2 * index;
  const kids = papers.map((_, index) => `${pageAt(index)} 0 R`).join(' ');
  const named = fonts.map(([name], index) => `/${name} ${FIRST_FONT + index} 0 R`).join(' ');
  const body = new Body();
  const view = '/ViewerPreferences << /DisplayDocTitle true >>';
  body.add(`<< /Type /Catalog /Pages ${PAGES} 0 R /Lang <${utf16('en')}> ${view} >>`);
  body.add(`<< /Type /Pages /Count ${papers.length} /Kids [${kids}] >>`);
  const producer = hex([...encoder.encode('Gospel Keys')]);
  body.add(`<< /Title <${utf16(title)}> /Producer <${producer}> >>`);
  for (const [, base] of fonts) {
    body.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding >>`);
  }
  for (const [index, { ops, width, height }] of papers.entries()) {
    const box = `/MediaBox [0 0 ${width} ${height}] /Resources << /Font << ${named} >> >>`;
    const contents = `/Contents ${pageAt(index) + 1} 0 R`;
    body.add(`<< /Type /Page /Parent ${PAGES} 0 R ${box} ${contents} >>`);
    const stream = await deflated(ops.join('\n'));
    body.add(`<< /Length ${stream.length} /Filter /FlateDecode >>`, stream);
  }
  return body.close(CATALOG, INFO);
}
