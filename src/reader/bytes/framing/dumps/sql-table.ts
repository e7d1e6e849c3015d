/** The statements of a dump that say what its rows are. */
import type { Escaping } from './sql-scanner.ts';

/** What a dump says of the rows of a table: where they stand, and what their columns are called. */
export interface RowsOf {
  /** Name of the table without its schema. */
  table: string;
  /** Undefined where the dump does not name them. */
  columns: readonly string[] | undefined;
}

/** A table as it is made: the names of its columns, and which of them hold JSON. */
export interface TableShape {
  columns: readonly string[];
  json: ReadonlySet<string>;
  /** The statement. */
  text: Buffer;
}

/** Most columns of a table that is read. */
const MAX_COLUMNS = 4096;

const IDENTIFIER = '(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\\[[^\\]]*\\]|[\\w$\\x80-\\xFF]+)';
const NAME = `(${IDENTIFIER}(?:\\s*\\.\\s*${IDENTIFIER}){0,2})`;
const COLUMNS = '(?:\\(((?:[^()"`]|"(?:[^"]|"")*"|`(?:[^`]|``)*`)*)\\)\\s*)?';

const COPY = new RegExp(`^COPY\\s+${NAME}\\s*${COLUMNS}FROM\\s+stdin\\s*([^;]*);?$`, 'i');
const INSERT = new RegExp(
  `^(?:INSERT|REPLACE)\\s+(?:(?:IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY|OR\\s+\\w+)\\s+){0,3}INTO\\s+${NAME}\\s*${COLUMNS}` +
    '(?:OVERRIDING\\s+(?:SYSTEM|USER)\\s+VALUE\\s+)?VALUES?\\s*(?=\\(|$)',
  'i',
);
const CREATE = new RegExp(
  `^CREATE\\s+(?:[A-Z]{2,12}\\s+){0,3}TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${NAME}\\s*\\(`,
  'i',
);

/** Longest beginning of an `INSERT` before its rows, in bytes. */
export const HEAD_BYTES = 1 << 16;

/** The rows that come after a `COPY` from the dump itself. Those in another form than text have no columns that are known. */
export function copyHead(statement: Buffer): (RowsOf & { isText: boolean; key: string }) | undefined {
  const [, name, columns, options = ''] = COPY.exec(statement.toString('latin1', 0, HEAD_BYTES).trim()) ?? [];
  if (name === undefined) return undefined;
  return {
    ...named(name),
    columns: columns === undefined ? undefined : columnsOf(columns),
    isText: options.trim() === '',
  };
}

/** The rows that an `INSERT` has, and how many bytes it takes up to the first of them. */
export function insertHead(
  start: string,
): (RowsOf & { length: number; key: string; isQuotedByMysql: boolean }) | undefined {
  const [whole, name, columns] = INSERT.exec(start) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  return {
    ...named(name),
    columns: columns === undefined ? undefined : columnsOf(columns),
    length: whole.length,
    isQuotedByMysql: name.startsWith('`'),
  };
}

/** The table that a statement makes; undefined where it makes none. */
export function createdTable(
  statement: Buffer,
  escaping: Escaping,
): (TableShape & { key: string; isQuotedByMysql: boolean }) | undefined {
  const text = statement.toString('latin1');
  const [head, name] = CREATE.exec(text) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const columns: string[] = [];
  const json = new Set<string>();
  for (const definition of definitionsOf(text, head.length, escaping === 'backslash')) {
    const [whole, column = ''] = COLUMN.exec(definition) ?? [];
    if (whole === undefined || NO_COLUMN.test(definition)) continue;
    const plain = plainName(column);
    columns.push(plain);
    if (JSON_TYPE.test(definition.slice(whole.length))) json.add(plain);
    if (columns.length > MAX_COLUMNS) return undefined;
  }
  return { columns, json, text: Buffer.from(statement), key: named(name).key, isQuotedByMysql: name.startsWith('`') };
}

const COLUMN = new RegExp(`^\\s*(${IDENTIFIER})\\s*`);
/** What stands among the columns of a table and is none; a column with such a name is in quotes. */
const NO_COLUMN =
  /^\s*(?:(?:PRIMARY|FOREIGN|UNIQUE|FULLTEXT|SPATIAL)\s+(?:KEY|INDEX)\b|(?:KEY|INDEX)\s*[`"(]|(?:UNIQUE|CHECK)\s*\(|CONSTRAINT\s|EXCLUDE\s+(?:USING\s|\()|LIKE\s|PERIOD\s+FOR\s)/i;
/** MariaDB has no type for JSON: a check says so. */
const JSON_TYPE = /^jsonb?\b|\bjson_valid\s*\(/i;

/** What stands between the commas of a list, up to its closing bracket. */
function definitionsOf(text: string, from: number, hasEscapes: boolean): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = from;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (quote !== '') {
      if (letter === quote) quote = '';
      else if (letter === '\\' && hasEscapes) at++;
    } else if (letter === "'" || letter === '"' || letter === '`') quote = letter;
    else if (letter === '-' && text[at + 1] === '-') {
      const end = text.indexOf('\n', at);
      const after = end < 0 ? text.length : end;
      // A note of the person who made the table, before the column that comes next or behind the one before.
      if (text.slice(start, at).trim() === '') start = after;
      at = after;
    } else if (letter === '(') depth++;
    else if (depth > 0 && letter === ')') depth--;
    else if (depth === 0 && (letter === ',' || letter === ')')) {
      found.push(text.slice(start, at));
      start = at + 1;
      if (letter === ')') break;
    }
  }
  return found;
}

function named(name: string): { table: string; key: string } {
  const parts = [...name.matchAll(IDENTIFIERS)].map(([part]) => plainName(part));
  return { table: parts.at(-1) ?? '', key: parts.join('.') };
}

const IDENTIFIERS = new RegExp(IDENTIFIER, 'g');

function columnsOf(list: string): string[] | undefined {
  const columns = [...list.matchAll(IDENTIFIERS)].map(([part]) => plainName(part));
  return columns.length === 0 || columns.length > MAX_COLUMNS ? undefined : columns;
}

/** A name without its quotes. Letters of the statement stand for its bytes. */
function plainName(name: string): string {
  const mark = name[0]!;
  const inner =
    mark === '"' || mark === '`'
      ? name.slice(1, -1).replaceAll(mark + mark, mark)
      : mark === '['
        ? name.slice(1, -1)
        : name;
  return Buffer.from(inner, 'latin1').toString('utf8');
}
