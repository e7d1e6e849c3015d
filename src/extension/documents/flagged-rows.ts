import { firstRowFrom, type Results } from '../model/results.ts';

/** A flagged request in a document. */
export interface FlaggedRow {
  /** Row of the request index. */
  row: number;
  /** Line of the document, from 0. */
  line: number;
}

/**
 * Flagged requests on lines `from` to `to` (exclusive, from 1) of a log, one a line and at most `most`. Lines that the
 * scan has not seen are in none.
 * @returns undefined when the log was not scanned
 */
export function flaggedRows(
  results: Results,
  file: string,
  from: number,
  to: number,
  most: number,
): FlaggedRow[] | undefined {
  const number = results.index.files.indexOf(file);
  if (number < 0) return undefined;
  const rows = results.rowsOfFile(number);
  const { line } = results.index;
  const flagged: FlaggedRow[] = [];
  for (let row = firstRowFrom(line, from, rows.from, rows.to); row < rows.to && flagged.length < most; row++) {
    const at = line[row] ?? 0;
    if (at >= to) break;
    if (results.isFlagged(row) && flagged.at(-1)?.line !== at - from) flagged.push({ row, line: at - from });
  }
  return flagged;
}

/** Runs of at least `least` lines (from 0, both ends inclusive) before, between and after the flagged ones. */
export function ordinaryRuns(flagged: readonly { line: number }[], lines: number, least: number): [number, number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (const line of [...flagged.map((one) => one.line), lines]) {
    if (line - from >= least) runs.push([from, line - 1]);
    from = line + 1;
  }
  return runs;
}
