import { describe, expect, it } from 'vitest';
import { parseQuery, writeQuery } from '@/shared/lib/query';
import {
  editsOf,
  isPiece,
  isWrong,
  keptOf,
  type Link,
  pieceName,
  type PieceLink,
  readLink,
  requestOf,
  sameBrief,
  withEdits,
} from './link';

const whole: Link = {
  genre: 'any',
  description: 'Slow & "low" in B♭, 100% soul? 50/50',
  application: 'WORSHIP',
  key: 'Bb minor',
  tempo: 66.5,
  time_signature: '12/8',
  num_bars: 16,
  complexity: 7,
  hand_size: 'small',
  ai_percentage: 0.5,
  seed: 9007199254740991,
  version: '1.0',
};

const piece: PieceLink = { genre: 'any', description: 'A waltz', seed: 7 };

describe('the link', () => {
  it('survives the address bar unchanged', () => {
    expect(readLink(parseQuery(writeQuery(whole)))).toEqual({ link: whole, wrong: {} });
    expect(readLink(parseQuery(writeQuery({})))).toEqual({ link: {}, wrong: {} });
  });

  it('keeps words that look like numbers as words', () => {
    expect(readLink(parseQuery('?description=12&key=true')).link).toEqual({
      description: '12',
      key: 'true',
    });
  });

  it('passes over names that others added', () => {
    const shared = `${writeQuery(whole)}&utm_source=mail&fbclid=abc`;
    const reading = readLink(parseQuery(shared));
    expect(reading).toEqual({ link: whole, wrong: {} });
    expect(isPiece(reading.link) && Object.keys(requestOf(reading.link))).not.toContain('fbclid');
  });

  it('tells what it cannot take, as it was written', () => {
    const raw = {
      num_bars: '0',
      tempo: '1000',
      complexity: '2.5',
      seed: '-1',
      ai_percentage: '2',
      hand_size: 'huge',
      time_signature: 'waltz',
      description: 'x'.repeat(501),
    };
    const reading = readLink(raw);
    expect(reading).toEqual({ link: {}, wrong: raw });
    expect(isWrong(reading)).toBe(true);
  });

  it('takes nothing said for nothing said', () => {
    expect(readLink({ genre: '', num_bars: ' ', key: ['C'] })).toEqual({ link: {}, wrong: {} });
  });

  it('knows the same piece and the same brief', () => {
    const { version: _version, ...unsigned } = whole;
    expect(pieceName(unsigned)).toBe(pieceName(whole));
    expect(pieceName({ ...whole, seed: 1 })).not.toBe(pieceName(whole));
    expect(sameBrief({ ...whole, seed: 1 }, whole)).toBe(true);
    expect(sameBrief({ ...whole, hand_size: 'normal' }, whole)).toBe(false);
  });

  it('stands for a piece once it names style, words and seed', () => {
    expect(isPiece(whole)).toBe(true);
    expect(isPiece({ genre: 'any', description: 'x' })).toBe(false);
    expect(isPiece({ genre: 'any', description: 'x', seed: 0 })).toBe(true);
  });

  it('asks for exactly what it says', () => {
    expect(isPiece(whole) && requestOf(whole)).toEqual({
      description: whole.description,
      application: 'WORSHIP',
      key: 'Bb minor',
      tempo: 66.5,
      time_signature: '12/8',
      num_bars: 16,
      complexity: 7,
      hand_size: 'small',
      ai_percentage: 0.5,
      seed: 9007199254740991,
    });
  });

  it('names a piece that is kept until it stands for another one', () => {
    const id = 'a'.repeat(22);
    const edits = '[{"operation":"transpose","key":"D major"}]';
    const link = readLink({ ...piece, edits, kept: `gospel/${id}/1` }).link;
    expect(keptOf(link)).toEqual({ genre: 'gospel', id, edits: 1 });
    expect(pieceName(link)).toBe(pieceName({ ...piece, edits }));
    const step = { operation: 'variation', seed: 5 } as const;
    expect(withEdits(link, [...editsOf(link), step]).kept).toBe(link.kept);
    expect(withEdits(link, []).kept).toBeUndefined();
    for (const kept of ['', 'gospel', `gospel/${id}`, 'gospel/short/1', `a b/${id}/1`]) {
      expect(keptOf({ kept })).toBeUndefined();
    }
    expect(requestOf({ ...piece, kept: `gospel/${id}/0` })).not.toHaveProperty('kept');
  });
});
