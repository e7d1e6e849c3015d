/** Deepest nesting that is followed: no server that logs takes more, or its clients could have their lines passed over. */
const MAX_DEPTH = 2 ** 20;
/** Room for so many at first. Real records stay under 100. */
const ROOM = 512;

/** The value goes on after the bytes given. */
export const MORE = -1;
/** What was given cannot be JSON. */
export const BROKEN = -2;

const enum Expect {
  Value,
  ValueOrEnd,
  Key,
  KeyOrEnd,
  Colon,
  CommaOrEnd,
}

const OBJECT = 1;
const ARRAY = 2;

/**
 * Finds the end of one JSON object or array in bytes that arrive in pieces. Knows strings, escapes and which bracket or
 * comma may come next, so text that was cut in the middle is told from text that goes on as soon as the next line
 * does not fit. Words and numbers are not checked: `JSON.parse` does that.
 */
export class JsonScanner {
  /** Line breaks passed since `start`. */
  lines = 0;
  /** Where the last call stopped: the end of the value, of the bytes, or the byte that did not fit. */
  position = 0;
  private depth = 0;
  private kinds = new Uint8Array(ROOM);
  private expect: Expect = Expect.Value;
  private inString = false;
  private escaped = false;
  private inWord = false;

  /** True when the value was given up because it is nested too deeply. */
  get tooDeep(): boolean {
    return this.depth === MAX_DEPTH;
  }

  /** True inside a string, where JSON allows no line break. */
  get insideString(): boolean {
    return this.inString;
  }

  /** Forgets what was read: the next byte starts a value. */
  start(): void {
    this.lines = 0;
    this.depth = 0;
    this.expect = Expect.Value;
    this.inString = false;
    this.escaped = false;
    this.inWord = false;
  }

  /** Reads on; gives the position after the value's closing bracket, or why there is none. */
  scan(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to) {
      if (this.inString) {
        at = this.skipString(bytes, at, to);
        if (at < 0) return BROKEN;
        continue;
      }
      const byte = bytes[at]!;
      if (this.inWord) {
        if (isWord(byte)) {
          at++;
          continue;
        }
        this.inWord = false;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        if (byte === 0x0a) this.lines++;
        at++;
        continue;
      }
      if (!this.accept(byte)) return this.breakAt(at);
      at++;
      if (this.depth === 0) {
        this.position = at;
        return at;
      }
    }
    this.position = to;
    return MORE;
  }

  private skipString(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      if (bytes[at] === 0x0a) return this.breakAt(at);
      at++;
    }
    for (; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === 0x22) {
        this.inString = false;
        return at + 1;
      }
      if (byte === 0x5c) {
        if (at + 1 === to) {
          this.escaped = true;
          return to;
        }
        at++;
        if (bytes[at] === 0x0a) return this.breakAt(at);
      } else if (byte === 0x0a) {
        return this.breakAt(at);
      }
    }
    return to;
  }

  private breakAt(at: number): number {
    this.position = at;
    return BROKEN;
  }

  /** Takes one byte outside strings and white space; false when it cannot come here. */
  private accept(byte: number): boolean {
    const { expect } = this;
    switch (byte) {
      case 0x7b: // {
        return takesValue(expect) && this.open(OBJECT);
      case 0x5b: // [
        return takesValue(expect) && this.open(ARRAY);
      case 0x7d: // }
        return (expect === Expect.KeyOrEnd || expect === Expect.CommaOrEnd) && this.close(OBJECT);
      case 0x5d: // ]
        return (expect === Expect.ValueOrEnd || expect === Expect.CommaOrEnd) && this.close(ARRAY);
      case 0x2c: // ,
        if (expect !== Expect.CommaOrEnd) return false;
        this.expect = this.kinds[this.depth] === OBJECT ? Expect.Key : Expect.Value;
        return true;
      case 0x3a: // :
        if (expect !== Expect.Colon) return false;
        this.expect = Expect.Value;
        return true;
      case 0x22: // "
        if (expect === Expect.Key || expect === Expect.KeyOrEnd) this.expect = Expect.Colon;
        else if (takesValue(expect)) this.expect = Expect.CommaOrEnd;
        else return false;
        this.inString = true;
        return true;
      default:
        if (!takesValue(expect) || !isWord(byte)) return false;
        this.expect = Expect.CommaOrEnd;
        this.inWord = true;
        return true;
    }
  }

  private open(kind: number): boolean {
    if (this.depth === MAX_DEPTH) return false;
    if (++this.depth === this.kinds.length) {
      const { kinds } = this;
      this.kinds = new Uint8Array(2 * kinds.length);
      this.kinds.set(kinds);
    }
    this.kinds[this.depth] = kind;
    this.expect = kind === OBJECT ? Expect.KeyOrEnd : Expect.ValueOrEnd;
    return true;
  }

  private close(kind: number): boolean {
    if (this.kinds[this.depth] !== kind) return false;
    this.depth--;
    this.expect = Expect.CommaOrEnd;
    return true;
  }
}

function takesValue(expect: Expect): boolean {
  return expect === Expect.Value || expect === Expect.ValueOrEnd;
}

/** Letters, digits and signs of numbers, `true`, `null` and Python's `NaN`. */
function isWord(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  );
}
