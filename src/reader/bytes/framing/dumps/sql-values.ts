import { indexIn } from '../byte-search.ts';
import { decodeText } from '../decode.ts';
import type { Escaping } from './sql-scanner.ts';

/** A value of a row; null also for one that a database would have to compute. */
export type SqlValue = string | null;

const [QUOTE, DOUBLE, BACKSLASH, OPENING, CLOSING, COMMA] = [0x27, 0x22, 0x5c, 0x28, 0x29, 0x2c];

/** Calls inside of calls: SQLite writes two. */
const MAX_DEPTH = 20;

/**
 * The values of a row, `(1, 'a', NULL)`, that is in the text from `from` to `to`; undefined where it is none. Numbers come as they
 * are written.
 */
export function readValues(text: Buffer, from: number, to: number, escaping: Escaping): SqlValue[] | undefined {
  const reader = new ValueReader(text, from, to, escaping);
  const values = reader.list();
  return values !== undefined && reader.at === to ? values : undefined;
}

class ValueReader {
  at: number;
  private depth = 0;

  constructor(
    private readonly text: Buffer,
    from: number,
    private readonly to: number,
    private readonly escaping: Escaping,
  ) {
    this.at = from;
  }

  /** What stands between brackets; undefined where they do not close. */
  list(): SqlValue[] | undefined {
    if (this.text[this.at] !== OPENING || this.depth >= MAX_DEPTH) return undefined;
    this.depth++;
    const values: SqlValue[] = [];
    do {
      this.at++;
      this.space();
      if (values.length === 0 && this.text[this.at] === CLOSING) break;
      const value = this.value();
      values.push(this.isLast() ? value : null);
      this.skipRest();
    } while (this.at < this.to && this.text[this.at] === COMMA);
    this.depth--;
    if (this.at >= this.to || this.text[this.at] !== CLOSING) return undefined;
    this.at++;
    return values;
  }

  private value(): SqlValue {
    const byte = this.text[this.at];
    if (byte === QUOTE || (byte === DOUBLE && this.escaping === 'backslash'))
      return this.string(this.escaping === 'backslash');
    const word = this.word(SHORT_WORD);
    if (word === '') return null;
    this.at += word.length;
    if (NUMBER.test(word)) return HEX.test(word) ? bytesOf(word.slice(2)) : word;
    const next = this.text[this.at];
    const name = word.toUpperCase();
    if (next === QUOTE && name === 'X') return bytesOf(this.string(false));
    this.space();
    if (this.text[this.at] === OPENING) return this.call(name);
    if (this.text[this.at] === QUOTE) return this.string(this.escaping === 'backslash' || name === 'E');
    return name === 'TRUE' || name === 'FALSE' ? word.toLowerCase() : null;
  }

  /** A number or a name; one that fills what is looked at may be longer. */
  private word(most: number): string {
    const end = Math.min(this.to, this.at + most);
    const word = WORD.exec(this.text.toString('latin1', this.at, end))?.[0] ?? '';
    return word.length === most && end < this.to ? this.word(this.to - this.at) : word;
  }

  /**
   * A text in quotes. A doubled quote is one. With escapes `\0`, `\b`, `\n`, `\r`, `\t` and `\Z` are single bytes, `\%` and `\_`
   * stay, and the backslash before any other letter is left out:
   * https://dev.mysql.com/doc/refman/8.4/en/string-literals.html, and for `E'...'`, which adds `\f`,
   * https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE.
   */
  private string(hasEscapes: boolean): string {
    const { text, to } = this;
    const quote = text[this.at]!;
    const from = this.at + 1;
    let end = from;
    let isPlain = true;
    for (;;) {
      if (hasEscapes) while (end < to && text[end] !== quote && text[end] !== BACKSLASH) end++;
      else {
        const found = indexIn(text, quote, end, to);
        end = found < 0 ? to : found;
      }
      if (end >= to) break;
      if (text[end] !== BACKSLASH && text[end + 1] !== quote) break;
      isPlain = false;
      end += 2;
    }
    end = Math.min(end, to);
    this.at = end + 1;
    const written = decodeText(text, from, end);
    if (isPlain) return written;
    const mark = String.fromCharCode(quote);
    if (!hasEscapes) return written.replaceAll(mark + mark, mark);
    return written.replace(quote === QUOTE ? ESCAPED : ESCAPED_DOUBLE, (_, letter?: string) =>
      letter === undefined ? mark : (LETTERS[letter] ?? letter),
    );
  }

  /**
   * What dumps call: SQLite writes `replace(replace('a\r\n','\r',char(13)),'\n',char(10))` and since 3.50 `unistr('a\u000a')`
   * (`output_quoted_escaped_string` in its shell.c), DuckDB `concat('a', chr(10))`.
   */
  private call(name: string): SqlValue {
    const values = this.list();
    const [first = null, found, put] = values ?? [];
    switch (name) {
      case 'REPLACE':
        // A text must not grow with each call around it.
        if (typeof first !== 'string' || typeof found !== 'string' || typeof put !== 'string') return null;
        return found === '' || put.length > found.length ? null : first.replaceAll(found, () => put);
      case 'CHAR':
      case 'CHR':
        return values?.map((code) => letterOf(Number(code))).join('') ?? null;
      case 'CONCAT':
        return values?.map((value) => value ?? '').join('') ?? null;
      case 'UNISTR':
        return first === null ? null : first.replace(UNISTR, unescapeUnicode);
      case 'CAST':
      case 'CONVERT':
      case 'JSON':
      case 'JSONB':
        return first;
      default:
        return null;
    }
  }

  /** True when nothing is done to the value: it ends, or only its type is said. */
  private isLast(): boolean {
    this.space();
    const next = this.text[this.at];
    if (next === COMMA || next === CLOSING) return true;
    return TYPE.test(this.text.toString('latin1', this.at, Math.min(this.to, this.at + 8)));
  }

  /** Goes to the comma or bracket behind the value. */
  private skipRest(): void {
    let depth = 0;
    while (this.at < this.to) {
      const byte = this.text[this.at];
      if (byte === QUOTE || byte === DOUBLE) {
        this.string(this.escaping === 'backslash');
        continue;
      }
      if (depth === 0 && (byte === COMMA || byte === CLOSING)) return;
      if (byte === OPENING) depth++;
      else if (byte === CLOSING) depth--;
      this.at++;
    }
  }

  private space(): void {
    while (this.at < this.to && this.text[this.at]! <= 0x20) this.at++;
  }
}

const SHORT_WORD = 64;
const WORD = /^(?:0[xX][0-9A-Fa-f]*|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z_][\w.]*)/;
const NUMBER = /^[-+0-9.]/;
const HEX = /^0x/i;
const TYPE = /^(?:::|AS\s|USING\s|COLLATE\s)/i;

const ESCAPED = /\\([^])|''/g;
const ESCAPED_DOUBLE = /\\([^])|""/g;
const LETTERS: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  '%': '\\%',
  _: '\\_',
};

/** https://www.sqlite.org/lang_corefunc.html#unistr */
const UNISTR = /\\(?:\\|\+[0-9A-Fa-f]{6}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})/g;

function unescapeUnicode(escape: string): string {
  return escape === '\\\\' ? '\\' : letterOf(parseInt(escape.replace(/^\\[+uU]?/, ''), 16));
}

function letterOf(code: number): string {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function bytesOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('utf8');
}
