/** One row of a table in text (RFC 4180): where it ends, what its delimiter is, its cells. */
const QUOTE = 0x22;
const BREAK = 0x0a;
const RETURN = 0x0d;

/** Bytes that may stand between cells of one row. */
const DELIMITERS = [0x2c, 0x09, 0x3b] as const;

/** The break that ends a row, outside quotes; -1 when the row is not whole. */
export function rowEnd(text: Buffer, from: number): number {
  let inQuotes = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === QUOTE) inQuotes = !inQuotes;
    else if (text[at] === BREAK && !inQuotes) return at;
  }
  return -1;
}

/** The delimiter that a row has most of; a comma where it has none. */
export function delimiterOf(row: Buffer): number {
  const counts = DELIMITERS.map((byte) => row.reduce((count, other) => count + (other === byte ? 1 : 0), 0));
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? DELIMITERS[0];
}

/** Cells of a row as text, without their quotes. */
export function splitRow(row: Buffer, delimiter: number): string[] {
  const cells: string[] = [];
  let at = row[0] === 0xef && row[1] === 0xbb && row[2] === 0xbf ? 3 : 0;
  const to = row.at(-1) === RETURN ? row.length - 1 : row.length;
  for (;;) {
    const quoted = row[at] === QUOTE;
    let end = at;
    if (quoted) {
      end = closingQuote(row, at + 1, to);
      cells.push(row.toString('utf8', at + 1, end).replaceAll('""', '"'));
      end++;
    }
    const next = row.indexOf(delimiter, end);
    const stop = next < 0 || next > to ? to : next;
    if (!quoted) cells.push(row.toString('utf8', at, stop));
    if (stop === to) return cells;
    at = stop + 1;
  }
}

function closingQuote(row: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (row[at] !== QUOTE) continue;
    if (row[at + 1] !== QUOTE) return at;
    at++;
  }
  return to;
}
