/**
 * Whether a text is JSON, determined without throwing. `JSON.parse` takes microseconds to throw an error: little for a
 * long line, too much for a file of short ones.
 */

/** Texts up to this length are worth a check of their own. */
export const CHECKED_LETTERS = 96;

/** True for exactly the texts that `JSON.parse` takes. Calls itself for each level: for short texts only. */
export function isJson(text: string): boolean {
  const end = afterValue(text, afterSpace(text, 0));
  return end >= 0 && afterSpace(text, end) === text.length;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function afterSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > SPACE || (code !== SPACE && code !== 0x0a && code !== 0x0d && code !== 0x09)) break;
  }
  return at;
}

const PLAIN = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/** Place after the value that begins here; -1 when none does. */
function afterValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return afterString(text, at + 1);
  if (code === OPEN_OBJECT) return afterItems(text, at + 1, CLOSE_OBJECT);
  if (code === OPEN_LIST) return afterItems(text, at + 1, CLOSE_LIST);
  PLAIN.lastIndex = at;
  return PLAIN.test(text) ? PLAIN.lastIndex : -1;
}

/** Place after the bracket that closes what is in an object or a list. */
function afterItems(text: string, from: number, close: number): number {
  let at = afterSpace(text, from);
  if (text.charCodeAt(at) === close) return at + 1;
  for (;;) {
    if (close === CLOSE_OBJECT) {
      at = text.charCodeAt(at) === QUOTE ? afterString(text, at + 1) : -1;
      if (at < 0) return -1;
      at = afterSpace(text, at);
      if (text.charCodeAt(at) !== COLON) return -1;
      at = afterSpace(text, at + 1);
    }
    at = afterValue(text, at);
    if (at < 0) return -1;
    at = afterSpace(text, at);
    const code = text.charCodeAt(at);
    if (code === close) return at + 1;
    if (code !== COMMA) return -1;
    at = afterSpace(text, at + 1);
  }
}

const ESCAPE = /["\\/bfnrt]|u[0-9A-Fa-f]{4}/y;

function afterString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < SPACE) return -1;
    if (code !== BACKSLASH) continue;
    ESCAPE.lastIndex = at + 1;
    if (!ESCAPE.test(text)) return -1;
    at = ESCAPE.lastIndex - 1;
  }
  return -1;
}
