import { isObject } from '../../../schema/is-object.ts';
import { repair } from './decode.ts';
import { type EntryRange, type EntrySink, REASON } from './entry.ts';
import { hasTooManyValues, valueOf } from './json-parse.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A line that holds a part of what a program wrote on one line. */
interface Piece {
  /** Who wrote it, and which kind of log it is in. */
  stream: string;
  text: string;
  isLast: boolean;
  /** Docker: the object of the line. */
  value?: JsonObject;
  /** CRI: what stands before the text. */
  prefix: string;
}

interface Open extends Piece {
  texts: string[];
  length: number;
  range: EntryRange;
}

/** `2026-05-04T09:00:00.123456789Z stdout P text`, as containerd and CRI-O write it: P stands on all pieces but the last, which has F. */
const CRI = /^\d{4}-\d\d-\d\dT\S{8,30} (std(?:out|err)) ([FP])(?::\S{1,40})? /;
const CRI_HEAD_BYTES = 120;

/** Docker cuts after so many bytes. Where JSON begins and does not end, less will do. */
const DOCKER_BYTES = 16 << 10;
const SHORTEST_PIECE = 1000;
/** What stands in the log for a letter that was cut in two is longer than the part of it. */
const SLACK_BYTES = 8;

/** Longest message that is put together. */
const MAX_LETTERS = 32 << 20;
/** A shorter one does not hold too many values. */
const CROWDED_LETTERS = 4 << 20;

/**
 * Puts the messages of containers together that their runtimes cut into lines of 16 KB: Docker's json-file, where the text of
 * all lines but the last has no break at its end, and CRI, which tags them. Only pieces of one stream that follow one another are
 * put together: what else is between them may be anybody's.
 */
export class MessagePieces implements EntrySink {
  private open: Open | undefined;

  constructor(private readonly sink: EntrySink) {}

  get wantsText(): boolean {
    return this.sink.wantsText;
  }

  bytes(bytes: Buffer, start: number, end: number, range: EntryRange): boolean {
    return this.open === undefined && this.sink.bytes?.(bytes, start, end, range) === true;
  }

  line(bytes: Buffer, start: number, end: number, range: EntryRange): boolean {
    const head = CRI.exec(bytes.toString('latin1', start, Math.min(end, start + CRI_HEAD_BYTES)));
    if (head === null) return false;
    const [prefix, stream = '', tag] = head;
    if (tag === 'F' && this.open === undefined) return false;
    // A letter of several bytes may be cut in two: bytes are put together, and read then.
    const text = bytes.toString('latin1', start + prefix.length, end);
    return this.take({ stream: `CRI ${stream}`, text, isLast: tag === 'F', prefix }, range);
  }

  value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void {
    const piece = prefix === '' && isObject(value) ? this.dockerPiece(value, raw) : undefined;
    if (piece !== undefined && this.take(piece, range)) return;
    this.abandon();
    this.sink.value(value, raw, range, prefix);
  }

  row(cells: JsonObject, range: EntryRange, table?: string): void {
    this.abandon();
    this.sink.row(cells, range, table);
  }

  text(text: string, range: EntryRange): void {
    this.abandon();
    this.sink.text(text, range);
  }

  isText(start: string): boolean {
    return this.sink.isText(start);
  }

  skip(reason: string, range: EntryRange): void {
    this.abandon();
    this.sink.skip(reason, range);
  }

  reject(reason: string, range: EntryRange): void {
    this.abandon();
    this.sink.reject(reason, range);
  }

  end(): void {
    this.abandon();
    this.sink.end();
  }

  /** The line as a piece: one that begins a message, or one that goes on. */
  private dockerPiece(value: JsonObject, raw: boolean): Piece | undefined {
    const { log, stream } = value;
    if (typeof log !== 'string' || typeof stream !== 'string') return undefined;
    const isLast = log.endsWith('\n');
    if (this.open === undefined ? isLast || !isCut(log, raw) : !isLast && log.length < SHORTEST_PIECE) return undefined;
    return { stream: `Docker ${stream}`, text: raw ? repair(log) : log, isLast, value, prefix: '' };
  }

  private take(piece: Piece, range: EntryRange): boolean {
    const { open } = this;
    if (open === undefined) {
      this.open = { ...piece, texts: [piece.text], length: piece.text.length, range: { ...range } };
      return true;
    }
    const isNext = open.stream === piece.stream && range.line === open.range.line + open.range.lines;
    if (!isNext || open.length + piece.text.length > MAX_LETTERS || isWhole(piece.text)) {
      this.abandon();
      return !piece.isLast && this.take(piece, range);
    }
    open.texts.push(piece.text);
    open.length += piece.text.length;
    open.range.lines++;
    open.range.length = range.offset + range.length - open.range.offset;
    if (piece.isLast) this.close(open);
    return true;
  }

  private close({ texts, range, value, prefix }: Open): void {
    this.open = undefined;
    const joined = texts.join('');
    const text = value === undefined ? Buffer.from(joined, 'latin1').toString('utf8') : joined;
    const isJson = startsJson(text);
    const isCrowded = isJson && text.length > CROWDED_LETTERS && hasTooManyValues(Buffer.from(text), 0, text.length);
    const found = isJson && !isCrowded ? valueOf(text) : undefined;
    if (isJson && found === undefined) this.sink.reject(isCrowded ? REASON.crowded : REASON.pieces, range);
    else if (value !== undefined) this.sink.value({ ...value, log: text }, false, range, '');
    else if (found !== undefined) this.sink.value(found, false, range, prefix);
    else this.sink.text(prefix + text, range);
  }

  private abandon(): void {
    const { open } = this;
    this.open = undefined;
    if (open !== undefined) this.sink.reject(REASON.pieces, open.range);
  }
}

function startsJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** JSON on its own. */
function isWhole(text: string): boolean {
  return startsJson(text) && /[}\]]\s*$/.test(text) && valueOf(text) !== undefined;
}

/** Collectors take the break off each text: what ends without one may be whole. */
function isCut(text: string, raw: boolean): boolean {
  if (startsJson(text)) return text.length >= SHORTEST_PIECE && !isWhole(text);
  // A text of fewer letters has fewer bytes, up to three for each.
  if (3 * text.length < DOCKER_BYTES || text.length > DOCKER_BYTES) return false;
  const bytes = raw ? text.length : Buffer.byteLength(text);
  return Math.abs(bytes - DOCKER_BYTES) <= SLACK_BYTES;
}
