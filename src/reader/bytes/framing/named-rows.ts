import { parseJson } from './json-parse.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { setField } from '../../../schema/set-field.ts';

const BREAK = 0x0a;
const BRACKET = 0x5b;

/** A name of a column; a list of prompts has other signs in it. */
const NAME = /^[\p{L}_@$][\p{L}\p{N}_@$.-]{0,80}$/u;
/** How ClickHouse names types of columns: `DateTime64(3, 'UTC')`. */
const TYPE =
  /^(?:Nullable|LowCardinality|Array|Map|Tuple|Nested|JSON|Object|Enum|Decimal|FixedString|String|Bool|UUID|IPv[46]|Date(?:32|Time(?:64)?)?|U?Int\d+|B?Float\d+)\b/;

const isType = (value: unknown): boolean => typeof value === 'string' && TYPE.test(value);

/**
 * The first line when a text is lists on lines of which the first names the columns: ClickHouse's `JSONCompactEachRowWithNames` and its
 * like. Undefined when it is not.
 */
export function namedRowsHeader(head: Buffer): Buffer | undefined {
  if (head[0] !== BRACKET) return undefined;
  const end = head.indexOf(BREAK);
  if (end < 0 || head[end + 1] !== BRACKET) return undefined;
  const names = parseJson(head, 0, end)?.value;
  return areNames(names) ? head.subarray(0, end + 1) : undefined;
}

/** Two columns at least, each with a name of its own. */
function areNames(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every((name) => typeof name === 'string' && NAME.test(name)) &&
    new Set(value).size === value.length
  );
}

/** Hands lists on lines on as objects by the names of their columns. A line with the types of the columns may follow their names. */
export class NamedRows implements EntrySink {
  private columns: readonly string[] | undefined;
  /** Whether the next line is the one after the names. */
  private isSecond = false;

  constructor(private readonly sink: EntrySink) {}

  get wantsText(): boolean {
    return this.sink.wantsText;
  }

  value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void {
    if (!Array.isArray(value)) return this.sink.value(value, raw, range, prefix);
    const { columns, isSecond } = this;
    this.isSecond = columns === undefined;
    if (columns === undefined) {
      if (areNames(value)) this.columns = value;
      this.sink.skip(REASON.header, range);
    } else if (isSecond && value.length === columns.length && value.every(isType)) {
      this.sink.skip(REASON.header, range);
    } else if (value.length !== columns.length) {
      this.sink.reject(REASON.cells, range);
    } else {
      const row: Record<string, unknown> = {};
      for (const [at, name] of columns.entries()) setField(row, name, value[at]);
      this.sink.value(row, raw, range, prefix);
    }
  }

  row(cells: Readonly<Record<string, unknown>>, range: EntryRange, table?: string): void {
    this.sink.row(cells, range, table);
  }

  text(text: string, range: EntryRange): void {
    this.sink.text(text, range);
  }

  isText(start: string): boolean {
    return this.sink.isText(start);
  }

  skip(reason: string, range: EntryRange): void {
    this.sink.skip(reason, range);
  }

  reject(reason: string, range: EntryRange): void {
    this.sink.reject(reason, range);
  }

  end(): void {
    this.sink.end();
  }
}
