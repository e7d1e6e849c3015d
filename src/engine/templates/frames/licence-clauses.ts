/**
 * Clauses of the notices of licences that source files begin with. Whoever sends source code sends them, so they say nothing of who
 * sends it, and no frame is made of them.
 */
import { TextPool } from '../../table/text-pool.ts';
import shipped from './licences.json';

/** Lines that are cut at a time: of a long text some clauses are left out. */
const LINES = 16;

/** Hashes of these clauses, as this run hashes them. */
export function licenceClauses(): ReadonlySet<number> {
  const { lines } = shipped;
  const pool = new TextPool();
  const clauses = new Set<number>();
  for (let from = 0; from < lines.length; from += LINES) {
    const text = pool.addText(lines.slice(from, from + LINES).join('\n'), false);
    for (const clause of pool.clausesOf(text)) clauses.add(clause);
  }
  return clauses;
}
