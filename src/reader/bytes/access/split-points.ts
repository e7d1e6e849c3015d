/** Where a text with one JSON value per line can be cut into parts that are read independently. */

import { isSqlDump } from './sql-dump.ts';

/** Text at its start in which at least one whole line must be JSON. */
export const PROBE_BYTES = 4 << 20;

/**
 * A cut is made between these two bytes: a value that is written over several lines has its other lines indented or
 * beginning with a closing bracket, so no value is cut in two.
 */
const OBJECT_LINE_START = Buffer.from('\n{');

/** Text before a cut that must be there to see whether it may be made. */
export const BEFORE_CUT = 16 << 10;

/** The first place to cut at from `from` on: the line break; -1 without one. */
export function firstCut(text: Buffer, from: number): number {
  let at = text.indexOf(OBJECT_LINE_START, from);
  while (at >= 0 && endsInsideMessage(text, at)) at = text.indexOf(OBJECT_LINE_START, at + 1);
  return at;
}

/** The last place to cut at before `before`. */
export function cutBefore(text: Buffer, before: number): number {
  let at = before <= 0 ? -1 : text.lastIndexOf(OBJECT_LINE_START, before - 1);
  while (at > 0 && endsInsideMessage(text, at)) at = text.lastIndexOf(OBJECT_LINE_START, at - 1);
  return at;
}

/** Docker's fields behind the text of a message. */
const BEHIND_MESSAGE = '","stream":"std';
const BEHIND_BYTES = 300;

/** Docker cuts long messages into lines of 16 KB, of which all but the last have no break at the end of their text. */
function endsInsideMessage(text: Buffer, end: number): boolean {
  if (end < BEFORE_CUT || text.subarray(end - BEFORE_CUT, end).includes(0x0a)) return false;
  const tail = text.toString('latin1', end - BEHIND_BYTES, end);
  const message = tail.lastIndexOf(BEHIND_MESSAGE);
  return message > 0 && !/(?:^|[^\\])(?:\\\\)*\\n$/.test(tail.slice(0, message));
}

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
