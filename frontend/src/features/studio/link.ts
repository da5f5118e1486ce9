import type { GenerateRequest } from '@/api';
import { LIMITS } from './limits';

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
  ai_percentage?: number;
  seed?: number;
  version?: string;
}

/** A link that stands for one piece. */
export type PieceLink = Link & Required<Pick<Link, 'genre' | 'description' | 'seed'>>;

type Raw = Record<string, unknown>;

function textOf(raw: Raw, name: keyof Link, longest: number = LIMITS.text): string | undefined {
  const value = raw[name];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const trimmed = String(value).trim();
  return trimmed && trimmed.length <= longest ? trimmed : undefined;
}

function numberOf(
  raw: Raw,
  name: 'tempo' | 'num_bars' | 'complexity' | 'ai_percentage' | 'seed',
  whole: boolean,
): number | undefined {
  const given = textOf(raw, name);
  const value = given === undefined ? NaN : Number(given);
  const { low, high } = LIMITS[name];
  const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits ? value : undefined;
}

/** Only what is there: `{ a: undefined }` and `{}` are the same address. */
function compact(link: { [K in keyof Link]: Link[K] | undefined }): Link {
  const values: [string, unknown][] = Object.entries(link);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Reads an address. What is not understood or out of range is left out, never an error. */
export function parseLink(raw: Raw): Link {
  const meter = textOf(raw, 'time_signature');
  return compact({
    genre: textOf(raw, 'genre'),
    description: textOf(raw, 'description', LIMITS.description),
    application: textOf(raw, 'application'),
    key: textOf(raw, 'key', 24),
    tempo: numberOf(raw, 'tempo', false),
    time_signature: meter && /^\d{1,2}\/\d{1,2}$/.test(meter) ? meter : undefined,
    num_bars: numberOf(raw, 'num_bars', true),
    complexity: numberOf(raw, 'complexity', true),
    ai_percentage: numberOf(raw, 'ai_percentage', false),
    seed: numberOf(raw, 'seed', true),
    version: textOf(raw, 'version'),
  });
}

export function isPiece(link: Link): link is PieceLink {
  return link.genre !== undefined && link.description !== undefined && link.seed !== undefined;
}

/** Whether two addresses ask for the same thing, whatever their seeds. */
export function sameBrief(a: Link, b: Link): boolean {
  const plain = ({ seed: _seed, version: _version, ...brief }: Link) =>
    Object.entries(brief).sort();
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** The request that makes the piece of a link. */
export function requestOf(link: PieceLink): GenerateRequest {
  const { genre: _genre, version: _version, ...request } = link;
  return request;
}
