/** Letters after a backslash that stand for a control character in C, and in the languages that took them from it. */
export const C_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Deepest nesting of a literal that is followed. */
const MAX_DEPTH = 64;

/** What a literal gave, and where it ended. `cut` says that its writer left out the middle of a text or list. */
export interface PythonLiteral {
  value: unknown;
  end: number;
  cut: boolean;
}

/**
 * Reads one Python literal as `repr` writes it: texts in either quote, numbers, `None`, lists, tuples, dictionaries, and
 * calls such as `SamplingParams(n=1)`, which become objects of their named arguments. Whatever else is there is kept as
 * text. Commas between elements may be missing, as NumPy prints lists. Undefined when a bracket or a text does not end.
 */
export function readPython(text: string, from = 0): PythonLiteral | undefined {
  const reader = new PythonReader(text, from);
  try {
    const value = reader.value(0);
    return { value, end: reader.at, cut: reader.cut };
  } catch (error) {
    if (error instanceof UnfinishedLiteral) return undefined;
    throw error;
  }
}

/** Reads `name: literal, name: literal` as servers log the parts of a request. Stops at the first part it cannot read, and says where. */
export function readPythonFields(
  text: string,
  from: number,
): { fields: Record<string, unknown>; cut: boolean; end: number } {
  const fields: Record<string, unknown> = {};
  let cut = false;
  for (let at = from; ;) {
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[1];
    if (name === undefined) return { fields, cut, end: at };
    const literal = readPython(text, NAME.lastIndex);
    if (literal === undefined) return { fields, cut: true, end: at };
    fields[name] = literal.value;
    cut ||= literal.cut;
    at = literal.end;
  }
}

const NAME = /[\s,]*([A-Za-z_][A-Za-z_ ]{0,40})[:=]\s*/y;

class UnfinishedLiteral extends Error {}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['None', null],
  ['True', true],
  ['False', false],
  ['nan', null],
  ['inf', null],
]);

const ESCAPES: Readonly<Record<string, string>> = { ...C_ESCAPES, '\n': '' };

class PythonReader {
  cut = false;
  at: number;

  constructor(
    private readonly text: string,
    from: number,
  ) {
    this.at = from;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new UnfinishedLiteral();
    const first = this.one(depth);
    // SGLang writes the two ends of what is too long: `'start' ... 'end'`.
    if (!this.text.startsWith(' ... ', this.at) || (typeof first !== 'string' && !Array.isArray(first))) return first;
    this.at += 5;
    this.cut = true;
    const last = this.one(depth);
    return typeof first === 'string' ? `${first}...${typeof last === 'string' ? last : ''}` : first;
  }

  private one(depth: number): unknown {
    this.space();
    const { text, at } = this;
    const quote = /[bruBRU]{0,2}(?=['"])/y;
    quote.lastIndex = at;
    const prefix = quote.exec(text);
    if (prefix !== null) {
      this.at += prefix[0].length;
      return this.string(/r/i.test(prefix[0]));
    }
    const open = text[at];
    if (open === '[' || open === '(') return this.list(open === '[' ? ']' : ')', depth);
    if (open === '{') return this.dictionary(depth);
    return this.word(depth);
  }

  private string(raw: boolean): string {
    const { text } = this;
    const quote = text[this.at]!;
    let from = ++this.at;
    let value = '';
    for (;;) {
      const char = text[this.at];
      if (char === undefined) throw new UnfinishedLiteral();
      if (char === quote) break;
      if (char !== '\\' || raw) {
        this.at += char === '\\' ? 2 : 1;
        continue;
      }
      value += text.slice(from, this.at) + this.escape();
      from = this.at;
    }
    value += text.slice(from, this.at++);
    return value;
  }

  private escape(): string {
    const { text, at } = this;
    const kind = text[at + 1] ?? '';
    const digits = { x: 2, u: 4, U: 8 }[kind] ?? 0;
    const code = digits > 0 ? Number.parseInt(text.slice(at + 2, at + 2 + digits), 16) : NaN;
    if (code >= 0 && code <= 0x10ffff) {
      this.at += 2 + digits;
      return String.fromCodePoint(code);
    }
    this.at += 2;
    return ESCAPES[kind] ?? kind;
  }

  private list(close: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    while (!this.closes(close)) items.push(this.value(depth + 1));
    return items;
  }

  private dictionary(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.at++;
    while (!this.closes('}')) {
      const key = this.value(depth + 1);
      this.space();
      // Without colons it is a set.
      if (this.text[this.at] !== ':') {
        entries.push([String(entries.length), key]);
        continue;
      }
      this.at++;
      entries.push([typeof key === 'string' ? key : JSON.stringify(key), this.value(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** A name, a number, a call, or something that only its own program understands. */
  private word(depth: number): unknown {
    const { text } = this;
    const name = /[A-Za-z_][\w.]*(?=\()/y;
    name.lastIndex = this.at;
    const called = name.exec(text)?.[0];
    if (called !== undefined) {
      this.at += called.length;
      return this.call(called, depth);
    }
    const other = /<[^>\n]*>|[^,()[\]{}:\s]+|:/y;
    other.lastIndex = this.at;
    const word = other.exec(text)?.[0];
    if (word === undefined) throw new UnfinishedLiteral();
    this.at += word.length;
    if (WORDS.has(word)) return WORDS.get(word);
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }

  private call(name: string, depth: number): unknown {
    const named: [string, unknown][] = [];
    const plain: unknown[] = [];
    this.at++;
    while (!this.closes(')')) {
      const argument = /[A-Za-z_]\w*=/y;
      argument.lastIndex = this.at;
      const key = argument.exec(this.text)?.[0];
      if (key !== undefined) this.at += key.length;
      const value = this.value(depth + 1);
      if (key === undefined) plain.push(value);
      else named.push([key.slice(0, -1), value]);
    }
    if (name.endsWith('datetime')) return dateText(plain);
    if (plain.length > 0 && (named.length === 0 || name.endsWith('array'))) return plain[0];
    return Object.fromEntries(named);
  }

  /** Steps over space and commas; true when the bracket closes here. */
  private closes(bracket: string): boolean {
    const gap = /[\s,]*/y;
    gap.lastIndex = this.at;
    gap.exec(this.text);
    this.at = gap.lastIndex;
    if (this.at >= this.text.length) throw new UnfinishedLiteral();
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}

/** `datetime.datetime(2023, 4, 9, 0, 2, 53)` in the form of a log time. */
function dateText(parts: readonly unknown[]): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const two = (value: unknown): string => String(value).padStart(2, '0');
  return `${String(year)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
