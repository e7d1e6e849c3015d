import { Composer, type Document, isMap, isPair, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';

/**
 * Largest recording that is read: YAML has to be read whole, and takes about ten times its size in memory. Larger ones are
 * passed over with a reason.
 */
const MAX_YAML_BYTES = 32 << 20;

/** What recordings of HTTP calls in YAML begin with: VCR for Ruby, Python and Go. */
const BEGINNING =
  /^(?:\uFEFF|---[ \t]*\r?\n|\r?\n|#[^\n]*\n|(?:version|recorded_with|http_interactions_version): [^\n]{0,80}\n)*(?:http_)?interactions:[ \t]*\r?\n/;

/** Key under which the calls of a recording stand, with its line break, when a text begins like one. */
export function yamlHeader(head: Buffer): Buffer | undefined {
  const start = BEGINNING.exec(head.toString('utf8', 0, 2000))?.[0];
  return start === undefined ? undefined : Buffer.from('interactions:\n');
}

/** Aliases of YAML, and how many a recording may have; recorders write a few for headers that are alike. */
const ALIAS = /[\s[,:-]\*[\w-]/g;
const MAX_ALIASES = 1000;

/**
 * Each word, sign and indentation of YAML costs far more than its letters: recordings have one in ten bytes or so. One that is
 * made of nothing else would take a hundred times as long as a log of its size.
 */
const FREE_TOKENS = 50_000;
const BYTES_PER_TOKEN = 5;

function isDense(text: string): boolean {
  let left = FREE_TOKENS + text.length / BYTES_PER_TOKEN;
  for (const _ of new Lexer().lex(text)) if (--left < 0) return true;
  return false;
}

/** Makes an entry of each call in a recording in YAML. */
export class YamlFramer {
  private readonly sink: EntrySink;
  private blocks: Buffer[] = [];
  private bytes = 0;
  private breaks = 0;
  private lastByte = 0x0a;

  constructor(sink: EntrySink) {
    this.sink = sink;
  }

  get lines(): number {
    return this.breaks + (this.lastByte === 0x0a ? 0 : 1);
  }

  push(block: Buffer): void {
    for (let at = block.indexOf(0x0a); at >= 0; at = block.indexOf(0x0a, at + 1)) this.breaks++;
    this.bytes += block.length;
    this.lastByte = block.at(-1) ?? this.lastByte;
    if (this.bytes <= MAX_YAML_BYTES) this.blocks.push(Buffer.from(block));
    else this.blocks = [];
  }

  end(): void {
    const text = Buffer.concat(this.blocks).toString('utf8');
    this.blocks = [];
    const whole: EntryRange = { line: 1, lines: this.lines, offset: 0, length: this.bytes };
    if (this.bytes > MAX_YAML_BYTES) this.sink.reject(REASON.largeYaml, whole);
    else if (isDense(text)) this.sink.reject(REASON.denseYaml, whole);
    else if (!this.readCalls(text)) this.sink.reject(REASON.yaml, whole);
    this.sink.end();
  }

  private readCalls(text: string): boolean {
    // Each alias is looked for in all that comes before it.
    if ((text.match(ALIAS)?.length ?? 0) > MAX_ALIASES) return false;
    const counter = new LineCounter();
    const calls = (documentsOf(text, counter) ?? []).flatMap(callsOf);
    if (calls.length === 0) return false;
    // Each call starts at its dash, which is on the line of its first key.
    const starts = calls.map(({ item }) => lineStart(text, rangeOf(item)[0]));
    const ends = [...starts.slice(1), text.length];
    const bytesTo = byteCounter(text);
    let line = 1;
    for (const [index, { item, document }] of calls.entries()) {
      const start = starts[index]!;
      const end = ends[index]!;
      const first = counter.linePos(start).line;
      if (first > line) this.sink.skip(REASON.recording, { line, lines: first - line, offset: 0, length: 0 });
      const last = text[end - 1] === '\n' ? counter.linePos(end - 1).line : counter.linePos(end).line;
      const offset = bytesTo(start);
      const range = { line: first, lines: last - first + 1, offset, length: bytesTo(end) - offset };
      const value = plainValue(item, document);
      if (value === undefined) this.sink.reject(REASON.yaml, range);
      else this.sink.value(value, false, range, '');
      line = last + 1;
    }
    if (line <= this.lines) {
      this.sink.skip(REASON.recording, { line, lines: this.lines - line + 1, offset: 0, length: 0 });
    }
    return true;
  }
}

/** The documents of a text; undefined at the first fault, since a text of faults would take a hundred times as long as another. */
function documentsOf(text: string, counter: LineCounter): Document[] | undefined {
  const composer = new Composer({ lineCounter: counter, prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const documents: Document[] = [];
  for (const token of new Parser(counter.addNewLine).parse(text)) {
    if (token.type === 'error') return undefined;
    for (const document of composer.next(token)) {
      if (document.errors.length > 0) return undefined;
      documents.push(document);
    }
  }
  documents.push(...composer.end());
  return documents.some(({ errors }) => errors.length > 0) ? undefined : documents;
}

interface Call {
  item: unknown;
  document: Document;
}

function callsOf(document: Document): Call[] {
  const root = document.contents;
  if (!isMap(root)) return [];
  const calls = root.items.find((pair) => isPair(pair) && /interactions$/.test(String(pair.key)))?.value;
  return isSeq(calls) ? calls.items.map((item) => ({ item, document })) : [];
}

/** A call as plain values. Undefined when it is none, or has an alias that leads nowhere or to too much. */
function plainValue(item: unknown, document: Document): unknown {
  try {
    return isMap(item) ? (item.toJS(document, { maxAliasCount: 100 }) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function rangeOf(node: unknown): readonly [number, number] {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Counts bytes up to growing positions of a text. */
function byteCounter(text: string): (to: number) => number {
  let at = 0;
  let bytes = 0;
  return (to) => {
    bytes += Buffer.byteLength(text.slice(at, to));
    at = to;
    return bytes;
  };
}
