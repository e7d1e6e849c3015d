/** Lines of a labelled set of Loghub (https://github.com/logpai/loghub), as requests that say them. */
import { rowEnd, splitRow } from '../../../src/reader/bytes/framing/csv-row.ts';

export interface LabelledLine {
  content: string;
  /** The event that wrote it. */
  event: string;
}

/** Accounts that send the lines in turn. */
const SENDERS = 20;
const COMMA = 0x2c;

/**
 * Rows of NAME_2k.log_structured.csv.
 * @throws Error if its header does not name both columns
 */
export function labelledLines(csv: string): LabelledLine[] {
  const bytes = Buffer.from(csv);
  const rows: string[][] = [];
  for (let from = 0; from < bytes.length;) {
    const end = rowEnd(bytes, from);
    const row = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (row.toString().trim() !== '') rows.push(splitRow(row, COMMA));
    from = end < 0 ? bytes.length : end + 1;
  }
  const header = rows.shift()?.map((cell) => cell.trim()) ?? [];
  const [content, event] = [header.indexOf('Content'), header.indexOf('EventId')];
  if (content < 0 || event < 0) throw new Error('The header must name Content and EventId');
  return rows.map((row) => ({ content: row[content]!, event: row[event]! }));
}

/** A log of requests, one for each line and in their order, a second apart. */
export const requestsOf = (lines: readonly LabelledLine[]): string =>
  lines
    .map(({ content }, at) =>
      JSON.stringify({
        account: `sender-${at % SENDERS}`,
        timestamp: new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString(),
        model: 'none',
        messages: [{ role: 'user', content }],
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
