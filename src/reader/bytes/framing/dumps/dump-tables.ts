import { hasTooManyValues, valueOf } from '../json-parse.ts';
import { setField } from '../../../../schema/set-field.ts';
import type { SqlValue } from './sql-values.ts';
import type { Escaping } from './sql-scanner.ts';
import { type RowsOf, type TableShape } from './sql-table.ts';

/** Most tables that are remembered: a dump of them all has a few hundred. */
const MAX_TABLES = 10_000;

/** The tables that a dump has made so far. */
export class DumpTables {
  private readonly shapes = new Map<string, TableShape>();

  add({ key, ...shape }: TableShape & { key: string }): void {
    if (this.shapes.size >= MAX_TABLES && !this.shapes.has(key)) return;
    this.shapes.set(key, shape);
    // Without its schema as well, as some statements name it.
    this.shapes.set(key.slice(key.lastIndexOf('.') + 1), shape);
  }

  /** What is known of rows whose statement names a table, and maybe columns. */
  rows({ table, columns, key }: RowsOf & { key: string }, isCopy: boolean): DumpRows {
    return new DumpRows(table, columns, this.shapes.get(key) ?? this.shapes.get(table), isCopy);
  }
}

/** The rows that come after one statement. */
export class DumpRows {
  readonly columns: readonly string[] | undefined;

  /** @param columns as the statement names them; those of the table where it does not */
  constructor(
    readonly table: string,
    columns: readonly string[] | undefined,
    private readonly shape: TableShape | undefined,
    readonly isCopy: boolean,
  ) {
    this.columns = columns ?? shape?.columns;
  }

  /** Values by the names of their columns, with what is JSON parsed. Undefined where there are more or fewer values than columns. */
  cells(values: readonly SqlValue[]): Record<string, unknown> | undefined {
    const { columns, shape } = this;
    if (columns === undefined || columns.length !== values.length) return undefined;
    const cells: Record<string, unknown> = {};
    for (const [at, name] of columns.entries()) {
      const value = values[at] ?? null;
      setField(cells, name, value !== null && shape?.json.has(name) === true ? jsonOf(value) : value);
    }
    return cells;
  }

  /** True for rows of the same table with the same columns, written the same way. */
  isLike(other: DumpRows | undefined): boolean {
    return (
      other !== undefined &&
      this.isCopy === other.isCopy &&
      this.table === other.table &&
      this.shape === other.shape &&
      this.columns?.join('\0') === other.columns?.join('\0')
    );
  }

  /**
   * What has to come before one of the rows for it to be read on its own.
   * @param start first letter of what comes after it: of a row, or of the whole statement
   */
  preamble(escaping: Escaping, start: number | undefined): Buffer {
    const { table, columns, shape, isCopy } = this;
    const parts: (Buffer | string)[] = [SAYS[escaping]];
    if (shape !== undefined) parts.push(shape.text, '\n');
    const quote = escaping === 'backslash' ? '`' : '"';
    const quoted = (name: string): string => quote + name.replaceAll(quote, quote + quote) + quote;
    const list = columns === undefined ? '' : ` (${columns.map(quoted).join(', ')})`;
    if (isCopy) parts.push(`COPY ${quoted(table)}${list} FROM stdin;\n`);
    else if (start === OPENING) parts.push(`INSERT INTO ${quoted(table)}${list} VALUES `);
    return Buffer.concat(parts.map((part) => Buffer.from(part)));
  }
}

const OPENING = 0x28;

/** How a dump says how its quotes are written: as in `DumpFramer`. */
const SAYS: Readonly<Record<Escaping, string>> = {
  unknown: '',
  doubled: 'SET standard_conforming_strings = on;\n',
  backslash: '/*!40101 SET NAMES utf8 */;\n',
};

/** Longest JSON that is parsed without a look at how many values it has. */
const SHORT_JSON = 1 << 20;

function jsonOf(text: string): unknown {
  if (text.length > SHORT_JSON) {
    const bytes = Buffer.from(text);
    if (hasTooManyValues(bytes, 0, bytes.length)) return text;
  }
  const value = valueOf(text);
  return value === undefined ? text : value;
}
