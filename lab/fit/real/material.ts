/** What a log of the real world is made of: public prompts, public texts, and how real clients arrive. Made by `collect-material.ts`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Texts that some kinds of innocents alone work on. */
const OF_TRADES = ['submissions', 'diffs', 'issues', 'strings', 'clauses', 'news', 'commands', 'attacks'] as const;
export const POOLS = [
  'problems',
  'requests',
  'questions',
  'passages',
  'dialogues',
  'code',
  'short',
  ...OF_TRADES,
] as const;
export type Pool = (typeof POOLS)[number];

export interface RealTemplate {
  repository: string;
  /** Prompts of a trade are sent by one kind of innocents alone. */
  side: 'pipeline' | 'application' | 'trade';
  /** What it is about. */
  kind: string;
  text: string;
}

/** Requests of one client of a provider. */
export interface Client {
  /** Coefficient of variation of the time between two requests; 1 is by chance, more is bursts. */
  cv: number;
  /** Requests, by equal parts of two weeks; only their proportions mean something. */
  rates: readonly number[];
}

export interface Material {
  pools: Readonly<Record<Pool, readonly string[]>>;
  templates: readonly RealTemplate[];
  clients: readonly Client[];
  /** Conversations: seconds between their turns. Empty for a single turn. */
  sessions: readonly (readonly number[])[];
  /** Tokens of answers in conversations. */
  answers: readonly number[];
}

export const readMaterial = (path: string): Material => JSON.parse(readFileSync(path, 'utf8')) as Material;

/**
 * Half of the repositories, as the hashes of their names say: weights that are fitted on logs of one half are judged by the other. What
 * fills the prompts and who arrives when are the same for both, as are
 * trades of which one half has all repositories.
 */
export function halfOf(material: Material, half: 'a' | 'b' | ''): Material {
  const isIn = ({ repository }: RealTemplate): boolean =>
    half === '' || (createHash('sha256').update(repository.toLowerCase()).digest()[1]! % 2 === 0) === (half === 'a');
  const own = material.templates.filter(isIn);
  const known = new Set(own.map(({ kind }) => kind));
  const lacking = material.templates.filter(({ side, kind }) => side === 'trade' && !known.has(kind));
  return { ...material, templates: [...own, ...lacking] };
}
