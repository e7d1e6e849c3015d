/**
 * Log lines that a finding names though their requests are not flagged: those of a group that is suspected, of a relay, of a program.
 * Whoever is led to one by a finding must see there why.
 */
import { speaks } from '../../report/shape/report.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import type { Results } from './results.ts';

const NONE: ReadonlySet<number> = new Set();
const known = new WeakMap<TriagedReport, ReadonlyMap<string, ReadonlySet<number>>>();

/** Line numbers in a log, from 1. */
export function namedLines(results: Results, file: string): ReadonlySet<number> {
  const found = known.get(results.triaged) ?? linesOf(results);
  known.set(results.triaged, found);
  return found.get(file) ?? NONE;
}

function linesOf(results: Results): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { verdict, lines } of results.triaged.findings) {
    // A line of a member's other work helps to judge a campaign, and is itself no part of it.
    if (!speaks(verdict) || verdict === 'distillation') continue;
    for (const { file, line } of lines) {
      const row = results.rowAtLine(file, line);
      if (row === undefined || results.isFlagged(row)) continue;
      const own = found.get(file) ?? new Set();
      found.set(file, own.add(line));
    }
  }
  return found;
}
