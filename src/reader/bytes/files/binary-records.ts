/**
 * Records in binary notations that begin with no sign of their own: MessagePack, CBOR and BSON. Values follow one another, each
 * behind a few bytes that say what it is and how long, so a file is one of them if all of its first bytes can be read that way.
 */

/** What one value begins with: its length without what is inside it, and what it is. */
interface Head {
  kind: 'map' | 'list' | 'text' | 'other';
  /** Bytes of the head, and of what belongs to it but is no value of its own. */
  size: number;
  body: number;
}

type ReadHead = (bytes: DataView, at: number) => Head | undefined;

/** Texts that must be there before a file counts as one of records. */
const MIN_TEXTS = 3;

/** The name of the notation; undefined when it is none of these. @param head first bytes of a file */
export function binaryRecords(head: Uint8Array): string | undefined {
  const bytes = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (isSequence(bytes, msgpackHead)) return 'MessagePack';
  if (isSequence(bytes, cborHead)) return 'CBOR';
  return isBson(bytes) ? 'BSON (mongodump), which “bsondump FILE” reads' : undefined;
}

/** A record, or a list of them or of what a forwarder puts around them, and then nothing but values to the last byte. */
function isSequence(bytes: DataView, read: ReadHead): boolean {
  let texts = 0;
  let before: Head['kind'] | undefined;
  try {
    for (let at = 0; at < bytes.byteLength;) {
      const head = read(bytes, at);
      if (head === undefined) return false;
      if (before === undefined && head.kind !== 'map' && head.kind !== 'list') return false;
      if (texts === 0 && before === 'map' && head.kind !== 'text') return false;
      if (texts === 0 && before === 'list' && head.kind === 'other') return false;
      at += head.size;
      if (head.kind === 'text') {
        if (!isPlainText(bytes, at, head.body)) return false;
        texts++;
      }
      at += head.body;
      before = head.kind;
    }
  } catch (error) {
    // The last head is cut.
    if (!(error instanceof RangeError)) throw error;
  }
  return texts >= MIN_TEXTS;
}

/** UTF-8 without control characters but those of a text; what is cut at the end counts as far as it goes. */
function isPlainText(bytes: DataView, from: number, length: number): boolean {
  const end = Math.min(bytes.byteLength, from + length);
  for (let at = from; at < end; at++) {
    const byte = bytes.getUint8(at);
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) return false;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, end - from)).toString('utf8');
  return !text.slice(0, -1).includes('\ufffd');
}

/** https://github.com/msgpack/msgpack/blob/master/spec.md */
function msgpackHead(bytes: DataView, at: number): Head | undefined {
  const first = bytes.getUint8(at);
  if (first < 0x80 || first >= 0xe0) return { kind: 'other', size: 1, body: 0 };
  if (first < 0x90) return { kind: 'map', size: 1, body: 0 };
  if (first < 0xa0) return { kind: 'list', size: 1, body: 0 };
  if (first < 0xc0) return { kind: 'text', size: 1, body: first & 0x1f };
  const width = 1 << (first & 3);
  if (first <= 0xc3) return first === 0xc1 ? undefined : { kind: 'other', size: 1, body: 0 };
  if (first <= 0xc6) return sized('other', 1 << (first - 0xc4), 0);
  if (first <= 0xc9) return sized('other', 1 << (first - 0xc7), 1);
  if (first <= 0xcb) return { kind: 'other', size: 1, body: first === 0xca ? 4 : 8 };
  if (first <= 0xd3) return { kind: 'other', size: 1, body: width };
  if (first <= 0xd8) return { kind: 'other', size: 2, body: 1 << (first - 0xd4) };
  if (first <= 0xdb) return sized('text', 1 << (first - 0xd9), 0);
  return { kind: first <= 0xdd ? 'list' : 'map', size: first % 2 === 0 ? 3 : 5, body: 0 };

  function sized(kind: Head['kind'], bytesOfLength: number, more: number): Head {
    return { kind, size: 1 + bytesOfLength + more, body: unsigned(bytes, at + 1, bytesOfLength) };
  }
}

/** RFC 8949, section 3. */
function cborHead(bytes: DataView, at: number): Head | undefined {
  const first = bytes.getUint8(at);
  const [major, info] = [first >> 5, first & 31];
  // A tag of three bytes says at the beginning what the file is.
  if (at === 0 && major === 6 && bytes.getUint16(1) === 0xd9f7) return { ...cborHead(bytes, 3)!, size: 4 };
  if (info > 27 && info < 31) return undefined;
  const width = info < 24 || info === 31 ? 0 : 1 << (info - 24);
  const size = 1 + width;
  const length = info < 24 ? info : info === 31 ? 0 : unsigned(bytes, at + 1, width);
  if (major === 4 || major === 5) return { kind: major === 4 ? 'list' : 'map', size, body: 0 };
  return { kind: major === 3 ? 'text' : 'other', size, body: major === 2 || major === 3 ? length : 0 };
}

function unsigned(bytes: DataView, at: number, width: number): number {
  if (width === 1) return bytes.getUint8(at);
  if (width === 2) return bytes.getUint16(at);
  return width === 4 ? bytes.getUint32(at) : Number(bytes.getBigUint64(at));
}

/** Types of fields (https://bsonspec.org/spec.html). */
function isBson(bytes: DataView): boolean {
  if (bytes.byteLength < 12) return false;
  const length = bytes.getUint32(0, true);
  const type = bytes.getUint8(4);
  if (length < 12 || length > 48 << 20 || type < 1 || type > 0x13) return false;
  let end = 5;
  while (end < bytes.byteLength && bytes.getUint8(end) > 0x1f) end++;
  const isName = end > 5 && end < bytes.byteLength && bytes.getUint8(end) === 0;
  return isName && (length > bytes.byteLength || bytes.getUint8(length - 1) === 0);
}
