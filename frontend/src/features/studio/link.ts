import type { GenerateRequest } from '@/api';
import { HANDS, lengthOf, LIMITS } from './limits';
import { readMelody } from './melody';
import { type Edit, readEdits, writeEdits } from './rework/edits';

/**
 * What the address says: the brief in the API's own words. With a seed it stands for one piece;
 * `version` is the arranger's that made it.
 */
export interface Link {
  genre?: string;
  description?: string;
  application?: string;
  key?: string;
  tempo?: number;
  time_signature?: string;
  num_bars?: number;
  complexity?: number;
  hand_size?: (typeof HANDS)[number];
  ai_percentage?: number;
  /** Chords of one's own, as a chart: bars between bar lines. */
  progression?: string;
  /** A tune of one's own, see `readMelody`. */
  melody?: string;
  seed?: number;
  /** What was changed afterwards, see `editsOf`. */
  edits?: string;
  /** The piece itself, where the server keeps it, see `keptOf`. */
  kept?: string;
  version?: string;
}

/** A link that stands for one piece. */
export type PieceLink = Link & Required<Pick<Link, 'genre' | 'description' | 'seed'>>;

/** An address or a form as it came: nothing in it is checked. */
export type Address = { [Name in keyof Link]?: unknown };

/** Values that cannot be taken as they are written, by name. */
export type Wrong = { [Name in keyof Link]?: string };

export interface Reading {
  link: Link;
  wrong: Wrong;
}

type Numeric = 'tempo' | 'num_bars' | 'complexity' | 'ai_percentage' | 'seed';

function number(name: Numeric, fits: (value: number) => boolean = Number.isFinite) {
  const { low, high } = LIMITS[name];
  return (given: string) => {
    const value = Number(given);
    return value >= low && value <= high && fits(value) ? value : undefined;
  };
}

/** Only a number or a list can be judged here; which names there are, the API knows. */
const asWritten = (given: string) => given;

const READERS: { [Name in keyof Link]-?: (given: string) => Link[Name] | undefined } = {
  genre: asWritten,
  description: (given) => (lengthOf(given) <= LIMITS.description ? given : undefined),
  application: asWritten,
  key: asWritten,
  tempo: number('tempo'),
  time_signature: (given) => (/^\d{1,2}\/\d{1,2}$/.test(given) ? given : undefined),
  num_bars: number('num_bars', Number.isInteger),
  complexity: number('complexity', Number.isInteger),
  hand_size: (given) => HANDS.find((hand) => hand === given),
  ai_percentage: number('ai_percentage'),
  progression: (given) => (given.length <= LIMITS.progression ? given : undefined),
  melody: (given) => (readMelody(given) ? given : undefined),
  seed: number('seed', Number.isInteger),
  edits: (given) => (readEdits(given) ? given : undefined),
  kept: asWritten,
  version: asWritten,
};

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/**
 * Reads an address or a form. Names it does not know are passed over: mail programs and networks
 * add theirs. A value that cannot be taken is never changed or dropped, it is in `wrong`.
 */
export function readLink(address: Address): Reading {
  const link: Record<string, unknown> = {};
  const wrong: Record<string, string> = {};
  for (const name of Object.keys(READERS) as (keyof Link)[]) {
    const given = textOf(address[name]);
    if (!given) continue;
    const value = READERS[name](given);
    if (value === undefined) wrong[name] = given;
    else link[name] = value;
  }
  return { link, wrong };
}

export function isPiece(link: Link): link is PieceLink {
  return link.genre !== undefined && link.description !== undefined && link.seed !== undefined;
}

export function isWrong({ wrong }: Reading): boolean {
  return Object.keys(wrong).length > 0;
}

/** Names the piece of a link: equal for equal pieces, whichever version made them. */
export function pieceName({ version: _version, kept: _kept, ...piece }: Link): string {
  return JSON.stringify(Object.entries(piece).sort());
}

/** Whether two addresses ask for the same thing, whatever their seeds. */
export function sameBrief({ seed: _a, ...a }: Link, { seed: _b, ...b }: Link): boolean {
  return pieceName(a) === pieceName(b);
}

/** Whether two readings ask for the same thing and are wrong in the same way. */
export function sameReading(a: Reading, b: Reading): boolean {
  return sameBrief(a.link, b.link) && JSON.stringify(a.wrong) === JSON.stringify(b.wrong);
}

/** The request that makes the piece of a link. */
export function requestOf(link: PieceLink): GenerateRequest {
  const { genre: _genre, edits: _edits, kept: _kept, version: _v, melody, ...request } = link;
  const notes = melody && readMelody(melody);
  return notes ? { ...request, melody: notes } : request;
}

/** What was changed after the piece was made, first to last. */
export function editsOf({ edits }: Link): Edit[] {
  return (edits && readEdits(edits)) || [];
}

/** The link of a piece with other changes. */
export function withEdits<L extends Link>(link: L, edits: readonly Edit[]): L {
  const { edits: _edits, version: _version, kept, ...piece } = link;
  const written = writeEdits(edits);
  const still = kept && edits.length >= (keptOf(link)?.edits ?? 0) ? { kept } : {};
  return { ...piece, ...still, ...(written ? { edits: written } : {}) } as L;
}

/** The piece that a link names itself: `genre/id/edits`, after how many of its changes. */
export function keptOf({ kept }: Link): { genre: string; id: string; edits: number } | undefined {
  const [, genre, id, edits] = /^([\w-]+)\/([\w-]{16,64})\/(\d+)$/.exec(kept ?? '') ?? [];
  return genre && id ? { genre, id, edits: Number(edits) } : undefined;
}
