import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fixtureScore } from '@/shared/testing/score';
import { chartPages } from './chart';
import { pdfOf } from './document';
import { drawFeet, newPaper } from './frame';
import { drawSvg, type Drawn, signed } from './svg';
import { encoded, textWidth } from './text';

/** The bytes, and each stream unpacked. */
async function opened(blob: Blob) {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const text = bytes.toString('latin1');
  const streams = [...text.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)].map((match) => {
    const from = match.index + match[0].length;
    return inflateSync(bytes.subarray(from, from + Number(match[1]))).toString('latin1');
  });
  return { text, streams };
}

const texts = (ops: string) =>
  [...ops.matchAll(/<([0-9a-f]+)> Tj/g)].map(([, hex]) =>
    Buffer.from(hex!, 'hex').toString('latin1'),
  );

describe('a PDF', () => {
  it('lists every object where it stands', async () => {
    const { text } = await opened(await pdfOf('B♭ blues', [newPaper('a4'), newPaper('letter')]));
    expect(text.startsWith('%PDF-1.7\n')).toBe(true);
    const table = Number(/startxref\n(\d+)/.exec(text)![1]);
    const rows = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)];
    expect(rows.length).toBeGreaterThan(8);
    rows.forEach(([, start], i) => {
      expect(text.slice(Number(start)).startsWith(`${i + 1} 0 obj`)).toBe(true);
    });
    expect(text).toContain('/Count 2');
    expect(text).toContain('/MediaBox [0 0 612 792]');
    expect(text).not.toContain('/Image');
  });

  it('holds the chart: a sheet for every dozen rows, chords as text, signs as curves', async () => {
    const chords = Array.from({ length: 64 }, (_, i) => [i % 2 ? 'Bbm7' : 'F#7', i * 4, 4]);
    const score = fixtureScore({ bars: 64, chords: chords as [string, number, number][] });
    const heading = { title: 'Blues in B♭', facts: ['Slow', '60 bpm'] };
    const papers = chartPages(score, heading, { sheet: 'a4', figures: 'symbols' });
    expect(papers).toHaveLength(2);
    drawFeet(papers, heading.title, 'Maker');
    const { streams } = await opened(await pdfOf(heading.title, papers));
    const [first = '', second = ''] = streams;
    expect(texts(first)).toEqual(
      expect.arrayContaining(['Blues in B', 'F', '7', 'B', 'm7', '1 / 2']),
    );
    expect(texts(second)).toContain('2 / 2');
    expect(texts(first + second).filter((text) => text === 'm7')).toHaveLength(32);
    expect(first).toMatch(/feff266d.*BDC\n[^\n]* c [^\n]*f\*\nEMC/);
    for (const [, x, y] of first.matchAll(/([\d.]+) ([\d.]+) Td/g)) {
      expect(Number(x)).toBeLessThan(595);
      expect(Number(y)).toBeLessThan(842);
    }
  });

  it('sets a crowded bar smaller, never past its barline', () => {
    const names = ['Bbmaj13', 'Ebm7b5', 'Abmaj7', 'Dbm7b5'];
    const chords = names.map((name, i): [string, number, number] => [name, i, 1]);
    const score = fixtureScore({ bars: 1, chords });
    const [paper] = chartPages(
      score,
      { title: 'T', facts: [] },
      { sheet: 'a4', figures: 'symbols' },
    );
    const sizes = [...paper!.ops.join('\n').matchAll(/\/serif ([\d.]+) Tf/g)].map((m) =>
      Number(m[1]),
    );
    expect(Math.min(...sizes)).toBeLessThan(12);
    const right = 48 + (595.28 - 96) / 4;
    for (const op of paper!.ops.filter((op) => op.includes('/serif') && !op.includes(' 26 '))) {
      const [, x] = /([\d.]+) [\d.]+ Td/.exec(op)!;
      expect(Number(x)).toBeLessThan(right);
    }
  });
});

const drawn = (tagName: string, attributes: Record<string, string>, textContent = ''): Drawn => ({
  tagName,
  textContent,
  getAttribute: (name) => attributes[name] ?? null,
});

describe('an engraved page', () => {
  it('becomes text and curves at its place', () => {
    const paper = newPaper('a4');
    const black = { fill: '#000000', stroke: 'none' };
    const elements = [
      drawn('path', { d: 'M0 0L10 0', fill: 'none', stroke: '#000', 'stroke-width': '2' }),
      drawn('rect', { x: '1', y: '2', width: '3', height: '4', ...black }),
      drawn(
        'text',
        { x: '10', y: '20', 'font-size': '15px', 'font-family': 'Times', ...black },
        'Eb7',
      ),
    ];
    drawSvg(paper, elements, { scale: 0.5, x: 0, y: 0 });
    const all = paper.ops.join('\n');
    expect(paper.ops[0]).toBe('0 G 1 w [] 0 d 0 841.89 m 5 841.89 l S');
    expect(paper.ops[1]).toMatch(/^0 g .* h f$/);
    expect(texts(all)).toEqual(['E', '7']);
    expect(all).toContain('/serif 7.5 Tf');
  });

  it.each([
    ['Ebmaj7', 'E♭maj7'],
    ['F#m7b5/A#', 'F♯m7♭5/A♯'],
    ['Bb', 'B♭'],
    ['C7#9', 'C7♯9'],
    ['Bbsus4', 'B♭sus4'],
    ['Bridge', 'Bridge'],
    ['Chorus', 'Chorus'],
    ['5', '5'],
  ])('%s is written %s', (text, music) => expect(signed(text)).toBe(music));
});

describe('text', () => {
  it('is as wide as its letters', () => {
    expect(textWidth('AB', 'serif', 1000)).toBe(722 + 667);
    expect(textWidth('AB', 'sans', 1000)).toBe(667 + 667);
  });

  it('is in the code page, or the nearest to it', () => {
    expect(encoded('é–°')).toEqual([0xe9, 150, 0xb0]);
    expect(encoded('漢')).toEqual([63]);
    expect(encoded('−')).toEqual([150]);
  });
});
