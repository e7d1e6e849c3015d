/**
 * Joins templates that are versions of one text: each account may word a campaign's prompt anew, by synonyms, by the order of
 * its sentences or by translating a part. What they still share counts by its letters and by how few templates have it.
 * For display such versions stay apart; only the search for candidates takes them together.
 */
import { addTo } from '../../../math/lists/many.ts';
import { UnionFind } from '../../../math/union-find.ts';

/** Share of the weight of all clauses of two templates that must be in both. */
const ALIKE = 0.4;
/** Letters that must be common to both: a greeting makes no family. */
export const LETTERS = 40;
/** A clause in more templates than this is everybody's: it is not looked up, but counts where other clauses led to a pair. */
const COMMONPLACE = 60;

/**
 * For each template the first of its family.
 * @param clauses hashes of the fixed clauses of each template
 * @param lettersOf letters of a clause by its hash, at most 255
 */
export function templateFamilies(clauses: readonly Float64Array[], lettersOf: (clause: number) => number): Uint32Array {
  const holders = new Map<number, number[]>();
  clauses.forEach((own, template) => {
    for (const clause of own) addTo(holders, clause, template);
  });
  const weightOf = (clause: number): number =>
    lettersOf(clause) * Math.log(1 + clauses.length / holders.get(clause)!.length);
  const weight = clauses.map((own) => own.reduce((sum, clause) => sum + weightOf(clause), 0));
  const families = new UnionFind(clauses.length);
  const common = new Float64Array(clauses.length);
  const letters = new Float64Array(clauses.length);
  clauses.forEach((own, template) => {
    const met: number[] = [];
    for (const clause of own) {
      const list = holders.get(clause)!;
      if (list.length > COMMONPLACE) continue;
      for (const other of list) {
        if (other >= template) break;
        if (common[other] === 0) met.push(other);
        common[other]! += weightOf(clause);
        letters[other]! += lettersOf(clause);
      }
    }
    for (const other of met) {
      if (letters[other]! >= LETTERS && common[other]! >= ALIKE * (weight[template]! + weight[other]! - common[other]!))
        families.join(template, other);
      common[other] = letters[other] = 0;
    }
  });
  return Uint32Array.from(clauses, (_, template) => families.find(template));
}
