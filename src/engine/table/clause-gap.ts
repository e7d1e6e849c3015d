/**
 * Clauses of a text that were left out of a state because no report depends on what they say. One entry stands in place of all that
 * follow each other: it has no letters, which no clause is without, and in place of a hash how many they are and their letters.
 */
import type { TextPool } from './text-pool.ts';

/** Letters of such an entry. */
export const GAP = 0;

const LETTERS = 2 ** 16;

export const gapOf = (clauses: number, letters: number): number => clauses * LETTERS + letters;

export const clausesIn = (gap: number): number => gap >>> 16;

export const lettersIn = (gap: number): number => gap % LETTERS;

/** Hashes of the clauses of a text that other texts may hold; undefined in place of those that were left out as no other text does. */
export function clausesSaid(pool: Pick<TextPool, 'spanOf'>, text: number): (number | undefined)[] {
  const { hash, letters, from, to } = pool.spanOf(text);
  return Array.from({ length: to - from }, (_, at) => (letters[from + at] === GAP ? undefined : hash[from + at]));
}
