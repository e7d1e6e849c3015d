import { addAll } from '../../../math/lists/many.ts';
import { CORE_SCHEMA, loadAll, type LoaderState, Type } from 'js-yaml';
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

/** Types that recorders of many languages add, such as `!ruby/object`: what they hold is taken as it stands. Bytes are bytes. */
const SCHEMA = CORE_SCHEMA.extend([
  new Type('tag:yaml.org,2002:binary', { kind: 'scalar', construct: (text) => Buffer.from(text ?? '', 'base64') }),
  ...(['scalar', 'sequence', 'mapping'] as const).flatMap((kind) => [
    new Type('!', { kind, multi: true }),
    new Type('tag:', { kind, multi: true }),
  ]),
]);

/** Nodes deeper than this are those of no recorder. */
const MAX_DEPTH = 100;

/** Makes an entry of each call in a recording in YAML. */
export class YamlFramer {
  private blocks: Buffer[] = [];
  private bytes = 0;
  private breaks = 0;
  private lastByte = 0x0a;

  constructor(private readonly sink: EntrySink) {}

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
    else if (!this.readCalls(text)) this.sink.reject(REASON.yaml, whole);
    this.sink.end();
  }

  private readCalls(text: string): boolean {
    const calls = callsOf(text);
    if (calls.length === 0) return false;
    const budget = new Budget(text);
    const place = new Place(text);
    let line = 1;
    for (const [index, { start, value }] of calls.entries()) {
      const { line: first, bytes: offset } = place.at(start);
      if (first > line) this.sink.skip(REASON.recording, { line, lines: first - line, offset: 0, length: 0 });
      const end = place.at(calls[index + 1]?.start ?? text.length);
      // A call ends before the line of the next one, the last one with the text.
      line = index + 1 < calls.length ? end.line : this.lines + 1;
      const range = { line: first, lines: line - first, offset, length: end.bytes - offset };
      if (isMapping(value) && budget.allows(value)) this.sink.value(value, false, range, '');
      else this.sink.reject(REASON.yaml, range);
    }
    return true;
  }
}

interface Call {
  /** Where its first line begins. */
  start: number;
  value: unknown;
}

/** Depth of a call: in a list, under a key of the document. */
const CALL_DEPTH = 3;
const KEY_DEPTH = 2;

/** Stands for what an alias without anchor names. */
const NOWHERE = {};

/**
 * Aliases of YAML; recorders write a few for headers that are alike. A text of hardly anything else would stand for many times
 * its size.
 */
const ALIAS_VALUES = /[:-][ \t]+\*[\w-]+[ \t]*$/gm;
const FREE_ALIASES = 1000;
const BYTES_PER_ALIAS = 20;

const HAS_ALIAS = /[\s[,:-]\*[\w-]/;
const ALIAS = /[ \t\r\n]*\*([^\s,[\]{}]+)/y;

/** The calls of all documents of a text, in its order; none where it is not valid. */
function callsOf(text: string): Call[] {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const aliases = text.match(ALIAS_VALUES)?.length ?? 0;
  if (aliases > FREE_ALIASES + text.length / BYTES_PER_ALIAS) return [];
  const hasAliases = HAS_ALIAS.test(text);
  const calls: Call[] = [];
  let key: unknown;
  let start = 0;
  let items: Call[] = [];
  const listener = (event: 'open' | 'close', state: LoaderState): void => {
    if (event === 'open' && hasAliases) noteAlias(state);
    if (state.depth === CALL_DEPTH) {
      if (event === 'open') start = text.lastIndexOf('\n', state.position + mark - 1) + 1;
      else if (state.result !== null) items.push({ start, value: state.result });
    } else if (state.depth === KEY_DEPTH) {
      if (event === 'open') items = [];
      else if (typeof state.result === 'string') key = state.result;
      else if (Array.isArray(state.result) && /interactions$/.test(String(key))) addAll(calls, items);
    }
  };
  try {
    loadAll(text, null, { schema: SCHEMA, json: true, maxDepth: MAX_DEPTH, listener });
  } catch {
    return [];
  }
  // Calls on one line could not be told apart.
  return calls.every((call, at) => at === 0 || call.start > calls[at - 1]!.start) ? calls : [];
}

/** An alias that leads nowhere would be the end of the text: it costs its call alone. */
function noteAlias({ input, position, anchorMap }: LoaderState): void {
  ALIAS.lastIndex = position;
  const name = ALIAS.exec(input)?.[1];
  if (name !== undefined && !Object.hasOwn(anchorMap, name)) anchorMap[name] = NOWHERE;
}

/** What the calls of a text may come to when aliases stand for what they name: a few lines can stand for more than fits in memory. */
class Budget {
  private readonly isNeeded: boolean;
  private left: number;

  constructor(text: string) {
    this.isNeeded = HAS_ALIAS.test(text);
    this.left = FREE_LETTERS + LETTERS_PER_LETTER * text.length;
  }

  allows(value: unknown): boolean {
    return !this.isNeeded || this.take(value, 0);
  }

  private take(value: unknown, depth: number): boolean {
    this.left -= typeof value === 'string' || value instanceof Uint8Array ? 1 + value.length : 1;
    if (this.left < 0 || depth > MAX_DEPTH || value === NOWHERE) return false;
    if (value instanceof Uint8Array) return true;
    return typeof value !== 'object' || value === null || Object.values(value).every((v) => this.take(v, depth + 1));
  }
}

const FREE_LETTERS = 1 << 20;
const LETTERS_PER_LETTER = 4;

/** Counts lines and bytes up to growing positions of a text. */
class Place {
  private position = 0;
  private line = 1;
  private bytes = 0;

  constructor(private readonly text: string) {}

  at(position: number): { line: number; bytes: number } {
    const { text } = this;
    for (let at = text.indexOf('\n', this.position); at >= 0 && at < position; at = text.indexOf('\n', at + 1))
      this.line++;
    this.bytes += Buffer.byteLength(text.slice(this.position, position));
    this.position = position;
    return { line: this.line, bytes: this.bytes };
  }
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value !== NOWHERE;
}
