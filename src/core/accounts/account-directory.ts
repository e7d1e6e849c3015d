/**
 * Account directory: what a company knows of its accounts beyond the log. Country is read past on purpose: it is never
 * evidence.
 */
import { InputError } from '../bytes/files/input-error.ts';

export interface DirectoryEntry {
  createdAt?: number;
  organisation?: string;
  payment?: string;
  address?: string;
  emailDomain?: string;
}

export type AccountDirectory = ReadonlyMap<string, DirectoryEntry>;

type Column = 'account' | 'created_at' | 'org' | 'payment_fingerprint' | 'signup_ip' | 'email_domain';

/**
 * Reads `account,created_at,org,payment_fingerprint,signup_ip,email_domain,country` with a header; columns may come in
 * any order and all but `account` may be absent.
 * @throws InputError with the line number when the header has no `account` column or a row has another number of cells
 */
export function parseDirectory(text: string, name: string): AccountDirectory {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = splitCsv(lines[0] ?? '').map((cell) => cell.trim().toLowerCase());
  const column = (key: Column): number => header.indexOf(key);
  if (column('account') < 0)
    throw new InputError(`${name}:1: the account directory needs a header with a column "account".`);
  const entries = new Map<string, DirectoryEntry>();
  lines.slice(1).forEach((line, index) => {
    if (!line.trim()) return;
    const cells = splitCsv(line);
    if (cells.length !== header.length) {
      throw new InputError(`${name}:${index + 2}: ${cells.length} cells where the header has ${header.length}.`);
    }
    const cell = (key: Column): string => cells[column(key)]?.trim() ?? '';
    const created = Date.parse(cell('created_at'));
    entries.set(cell('account'), {
      ...(Number.isNaN(created) ? {} : { createdAt: created }),
      ...optional('organisation', cell('org')),
      ...optional('payment', cell('payment_fingerprint')),
      ...optional('address', cell('signup_ip')),
      ...optional('emailDomain', cell('email_domain')),
    });
  });
  return entries;
}

function optional<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value ? ({ [key]: value } as { [P in K]: string }) : {};
}

function splitCsv(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quoted && char === '"' && line[i + 1] === '"') cell += line[++i]!;
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}
