/** Letters of the clauses of templates by their hash. */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import { GAP } from '../../table/clause-gap.ts';
import type { ClauseSpan } from '../../table/clause-columns.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Places for hashes: most clauses of a log fall where no wanted one does. */
const WANTED = 2 ** 20;

export function clauseLetters({ texts }: RequestTable, templates: readonly Float64Array[]): (clause: number) => number {
  const wanted = new WantedClauses(templates);
  for (let text = 1; text < texts.length; text++) wanted.note(texts.spanOf(text));
  return (clause) => wanted.lettersOf(clause);
}

class WantedClauses {
  private readonly numbers = new HashNumbers();
  private readonly letters: Uint8Array;
  /** Few clauses of a log are in templates: most of the others are told by one look. */
  private readonly isWanted = new Uint8Array(WANTED);

  constructor(templates: readonly Float64Array[]) {
    const { numbers, isWanted } = this;
    for (const clauses of templates) {
      for (const clause of clauses) {
        isWanted[clause & (WANTED - 1)] = 1;
        if (numbers.find(clause) < 0) numbers.add(clause);
      }
    }
    this.letters = new Uint8Array(numbers.count);
  }

  /** Looks at the clauses of a text. */
  note({ hash, letters: own, from, to }: ClauseSpan): void {
    const { numbers, letters, isWanted } = this;
    for (let at = from; at < to; at++) {
      if (isWanted[hash[at]! & (WANTED - 1)] === 0 || own[at] === GAP) continue;
      const number = numbers.find(hash[at]!);
      if (number >= 0) letters[number] = own[at]!;
    }
  }

  lettersOf(clause: number): number {
    const number = this.numbers.find(clause);
    return number < 0 ? 0 : this.letters[number]!;
  }
}
