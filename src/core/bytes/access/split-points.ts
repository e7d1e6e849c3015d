/** Where a text with one JSON value per line can be cut into parts that are read independently. */

import { isSqlDump } from './sql-dump.ts';

/** Text at its start in which at least one whole line must be JSON. */
export const PROBE_BYTES = 4 << 20;

/**
 * A cut is made between these two bytes: a value that is written over several lines has its other lines indented or
 * beginning with a closing bracket, so no value is cut in two.
 */
export const OBJECT_LINE_START = Buffer.from('\n{');

/** Lines at the start of a text of which one has to be JSON. */
const MAX_PROBES = 50;

/**
 * A text of a dump may have breaks in it, and JSON behind one.
 * @param head the beginning of a text
 */
export function isJsonLines(head: Buffer): boolean {
  if (isSqlDump(head)) return false;
  const lines = head.toString('latin1').split('\n', MAX_PROBES + 1);
  return lines.slice(0, MAX_PROBES).some((line) => isJsonLine(line));
}

function isJsonLine(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
