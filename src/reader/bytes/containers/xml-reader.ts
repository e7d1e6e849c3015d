/**
 * Elements and texts of XML as its bytes come, for parts of workbooks. Nothing is looked up: entities are the five that XML has by
 * itself and numbers of characters, and a document type, which could declare others, ends the reading.
 */
import { StringDecoder } from 'node:string_decoder';

export interface XmlHandler {
  /** @param attributes as they are written: see `attribute` */
  open(name: string, attributes: string): void;
  /** Part of a text: what stands between two elements may come in several. */
  text(text: string): void;
  close(name: string): void;
}

/** Longest tag, comment or name of an entity that is waited for. */
const MAX_TAG = 1 << 20;
const MAX_ENTITY = 12;

export class XmlReader {
  private readonly decoder = new StringDecoder('utf8');
  /** What could not be read without what comes next. */
  private rest = '';

  constructor(private readonly handler: XmlHandler) {}

  /** @throws when it is no XML that a workbook may hold */
  push(block: Buffer): void {
    const text = this.rest + this.decoder.write(block);
    let at = 0;
    while (at < text.length) {
      const next = text[at] === '<' ? this.tag(text, at) : this.words(text, at);
      if (next === undefined) break;
      at = next;
    }
    this.rest = text.slice(at);
    if (this.rest.length > MAX_TAG) throw new Error('a tag of its XML has no end');
  }

  /** Reads what stands before the next tag; undefined when it may go on. */
  private words(text: string, at: number): number | undefined {
    const found = text.indexOf('<', at);
    let end = found < 0 ? text.length : found;
    if (found < 0) {
      const cut = text.lastIndexOf('&');
      if (cut >= at && cut > end - MAX_ENTITY && !text.includes(';', cut)) end = cut;
    }
    if (end === at) return undefined;
    this.handler.text(plainText(text.slice(at, end)));
    return end;
  }

  private tag(text: string, at: number): number | undefined {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at + 9);
      if (end !== undefined) this.handler.text(text.slice(at + 9, end - 3));
      return end;
    }
    if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
    // A beginning that is cut may be that of a comment.
    if (text[at + 1] === '!' && text.length - at > 9) throw new Error('its XML declares a document type');
    const end = tagEnd(text, at);
    if (end === undefined) return undefined;
    const inner = text.slice(at + 1, end);
    if (inner.startsWith('/')) this.handler.close(localName(inner.slice(1).trim()));
    else {
      const written = /^[^\s/]*/.exec(inner)![0];
      const name = localName(written);
      this.handler.open(name, inner.slice(written.length));
      if (inner.endsWith('/')) this.handler.close(name);
    }
    return end + 1;
  }
}

function after(text: string, mark: string, from: number): number | undefined {
  const found = text.indexOf(mark, from);
  return found < 0 ? undefined : found + mark.length;
}

/** Where a tag ends: a `>` in quotes is part of a value. */
function tagEnd(text: string, from: number): number | undefined {
  const sign = /["'>]/g;
  sign.lastIndex = from;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === '>') return found.index;
    const close = text.indexOf(found[0], found.index + 1);
    if (close < 0) return undefined;
    sign.lastIndex = close + 1;
  }
  return undefined;
}

/** `x:row`, as some programs write it, is `row`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute, by its name without a prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  for (const [, found, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (localName(found!) === name) return plainText(double ?? single ?? '');
  return undefined;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))|([a-z]{2,4}));/g, (written, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name as string] ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
