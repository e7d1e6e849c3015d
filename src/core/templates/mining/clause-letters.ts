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
  for (let text = 1; text < texts.length; text++) {
    const { hash, letters: own, from, to } = texts.spanOf(text);
    for (let at = from; at < to; at++)
      if (isWanted[hash[at]! & (WANTED - 1)] === 1 && own[at] !== GAP) letters.set(hash[at]!, own[at]!);
  }
  return (clause) => letters.get(clause) ?? 0;
}
