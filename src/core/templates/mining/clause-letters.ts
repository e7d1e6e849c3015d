/** Letters of the clauses of templates by their hash. */
import { GAP } from '../../table/clause-gap.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Places for hashes: most clauses of a log fall where no wanted one does. */
const WANTED = 2 ** 20;

export function clauseLetters({ texts }: RequestTable, templates: readonly Uint32Array[]): (clause: number) => number {
  const letters = new Map<number, number>();
  // Few clauses of a log are in templates: most of the others are told by one look.
  const isWanted = new Uint8Array(WANTED);
  for (const clauses of templates) for (const clause of clauses) isWanted[clause & (WANTED - 1)] = 1;
  const { hash, letters: all } = texts.clauses;
  const end = texts.clauseStart(texts.length);
  for (let i = 0; i < end; i++)
    if (isWanted[hash[i]! & (WANTED - 1)] === 1 && all[i] !== GAP) letters.set(hash[i]!, all[i]!);
  return (clause) => letters.get(clause) ?? 0;
}
