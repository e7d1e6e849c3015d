/**
 * Reads one JSON object of any size piece by piece: each of its values, and each element of those that are lists, is parsed on
 * its own. A report on millions of accounts is longer than the longest string of the JavaScript engine (512 MB), which
 * `JSON.parse` would need.
 */
const [QUOTE, ESCAPE, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Deepest nesting that is followed: what checks a value calls itself for each level. A report has less than twenty. */
const MAX_DEPTH = 512;

/** What may come next outside of a piece. */
type Expected = 'start' | 'key' | 'colon' | 'value' | 'element' | 'end';

export class JsonPieces {
  private readonly entries = new Map<string, unknown>();
  private expected: Expected = 'start';
  private key = '';
  private list: unknown[] = [];
  private wantsComma = false;
  /** A comma is last: a bracket may not close here. */
  private isOpen = false;
  private isInside = false;
  private held: Buffer[] = [];
  private depth = 0;
  private inString = false;
  private escaped = false;

  /** @throws SyntaxError where the text is no JSON object */
  push(block: Buffer): void {
    let at = 0;
    while (at < block.length) {
      if (!this.isInside) {
        at = this.between(block, at);
        continue;
      }
      const end = this.endOfPiece(block, at);
      const part = block.subarray(at, end < 0 ? block.length : end);
      if (end < 0) {
        this.held.push(Buffer.from(part));
        return;
      }
      const text =
        this.held.length === 0 ? part.toString('utf8') : Buffer.concat([...this.held, part]).toString('utf8');
      this.held = [];
      this.isInside = false;
      this.take(JSON.parse(text));
      at = end;
    }
  }

  /**
   * The object.
   * @throws SyntaxError where it does not end
   */
  end(): unknown {
    if (this.expected !== 'end') throw new SyntaxError('Unexpected end of JSON input');
    return Object.fromEntries(this.entries);
  }

  private take(value: unknown): void {
    this.wantsComma = true;
    if (this.expected === 'key') {
      if (typeof value !== 'string') throw new SyntaxError('A name was expected');
      this.key = value;
      this.expected = 'colon';
    } else if (this.expected === 'element') {
      this.list.push(value);
    } else {
      this.entries.set(this.key, value);
      this.expected = 'key';
    }
  }

  /** One byte outside of a piece; gives where to continue. */
  private between(block: Buffer, at: number): number {
    const byte = block[at]!;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    if (this.expected === 'start') {
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) return at + 1;
      if (byte === OPEN_OBJECT) return this.go('key', at, false);
    } else if (this.expected === 'colon') {
      if (byte === COLON) return this.go('value', at, false);
    } else if (this.expected === 'value') {
      if (byte !== OPEN_LIST) return this.begin(at);
      this.list = [];
      this.entries.set(this.key, this.list);
      return this.go('element', at, false);
    } else if (this.expected !== 'end') {
      if (byte === COMMA && this.wantsComma) {
        this.isOpen = true;
        return this.go(this.expected, at, false);
      }
      if (byte === CLOSE_OBJECT && this.expected === 'key' && !this.isOpen) return this.go('end', at, false);
      if (byte === CLOSE_LIST && this.expected === 'element' && !this.isOpen) return this.go('key', at, true);
      if (!this.wantsComma) return this.begin(at);
    }
    throw new SyntaxError(`Unexpected "${String.fromCharCode(byte)}"`);
  }

  private go(place: Expected, at: number, wantsComma: boolean): number {
    this.expected = place;
    this.wantsComma = wantsComma;
    return at + 1;
  }

  private begin(at: number): number {
    this.isInside = true;
    this.isOpen = false;
    this.depth = 0;
    this.inString = this.escaped = false;
    return at;
  }

  /** Where the piece ends in the block; -1 where it goes on after it. */
  private endOfPiece(block: Buffer, from: number): number {
    let { depth, inString, escaped } = this;
    for (let at = from; at < block.length; at++) {
      const byte = block[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === ESCAPE) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) return at + 1;
        }
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (++depth > MAX_DEPTH) throw new SyntaxError(`Nested more than ${MAX_DEPTH} levels deep`);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        // A number or a word ends before the bracket of what it is in.
        if (depth === 0) return at;
        if (--depth === 0) return at + 1;
      } else if (depth === 0 && (byte === COMMA || byte <= 0x20)) return at;
    }
    this.depth = depth;
    this.inString = inString;
    this.escaped = escaped;
    return -1;
  }
}
