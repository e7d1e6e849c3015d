/**
 * The account directory: what a company knows about its accounts beyond the log. Countries are ignored on purpose: they are never
 * evidence.
 */
import { counted } from '../../text/numbers.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { delimiterOf, rowEnd, splitRow } from '../../reader/bytes/framing/csv-row.ts';

const BREAK = 0x0a;

export interface DirectoryEntry {
  createdAt?: number;
  organisation?: string;
  payment?: string;
  address?: string;
  /** The directory names organisations, and none for this account: it is no key of a firm. */
  isAlone?: true;
}

export type AccountDirectory = ReadonlyMap<string, DirectoryEntry>;

type Column = 'account' | 'created_at' | 'org' | 'payment_fingerprint' | 'signup_ip';

/**
 * Reads `account,created_at,org,payment_fingerprint,signup_ip` with a header; columns may come in any order and all but `account`
 * may be absent. Other columns are ignored.
 * @throws InputError with the line number if the header has no `account` column or a row has a different number of cells
 */
export function parseDirectory(text: string, name: string): AccountDirectory {
  const bytes = Buffer.from(text);
  let line = 1;
  let header: string[] | undefined;
  let delimiter = 0;
  const entries = new Map<string, DirectoryEntry>();
  for (let from = 0; from <= bytes.length;) {
    const found = rowEnd(bytes, from);
    const row = bytes.subarray(from, found < 0 ? bytes.length : found);
    from = found < 0 ? bytes.length + 1 : found + 1;
    const at = line;
    line += row.reduce((breaks, byte) => breaks + (byte === BREAK ? 1 : 0), 1);
    if (header === undefined) {
      delimiter = delimiterOf(row);
      header = splitRow(row, delimiter).map((cell) => cell.trim().toLowerCase());
      if (!header.includes('account')) {
        throw new InputError(`${name}:1: the account directory needs a header with a column "account".`);
      }
    } else if (row.toString().trim() !== '') {
      const cells = splitRow(row, delimiter);
      if (cells.length !== header.length) {
        throw new InputError(
          `${name}:${at}: this row has ${counted(cells.length, 'cell')}, but the header has ${header.length}.`,
        );
      }
      const columns = header;
      const cell = (key: Column): string => cells[columns.indexOf(key)]?.trim() ?? '';
      entries.set(cell('account'), entryOf(cell));
    }
  }
  if ([...entries.values()].some(({ organisation }) => organisation !== undefined))
    for (const entry of entries.values()) if (entry.organisation === undefined) entry.isAlone = true;
  return entries;
}

function entryOf(cell: (key: Column) => string): DirectoryEntry {
  const created = Date.parse(cell('created_at'));
  return {
    ...(Number.isNaN(created) ? {} : { createdAt: created }),
    ...optional('organisation', cell('org')),
    ...optional('payment', cell('payment_fingerprint')),
    ...optional('address', cell('signup_ip')),
  };
}

function optional<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value ? ({ [key]: value } as { [P in K]: string }) : {};
}
