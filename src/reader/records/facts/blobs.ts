/** Signatures and encrypted reasoning: their hashes, and what their envelopes say, which nobody vouches for. */
import { createHash } from 'node:crypto';
import type { SignedReasoning } from './facts.ts';

/** A blob as it stands in a log, with the vendor's id of its item. */
export interface Blob {
  text: string;
  item?: string;
}

/** Shorter ones are words in place of a signature. */
const SHORTEST = 24;
/** Words that Gemini takes in place of a signature. */
const CONSTANTS = /^(?:skip_thought_signature_validator|context_engineering_is_the_way_to_go)/;

/** A value as a blob; undefined when it is none. */
export function blobOf(value: unknown, item?: unknown): Blob | undefined {
  if (typeof value !== 'string' || value.length < SHORTEST || CONSTANTS.test(value)) return undefined;
  return { text: value, ...(typeof item === 'string' && item !== '' && { item: item.slice(0, 200) }) };
}

export function signedReasoning({ text, item }: Blob): SignedReasoning {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { hash, ...(item !== undefined && { item }), ...envelopeOf(text) };
}

/** Letters of a blob that are looked at: the envelope stands at its start. */
const ENVELOPE = 4096;
/** Envelopes of Fernet begin with a version, whose next eight bytes are the time. */
const FERNET = /^gAAAA/;
const MODEL = /^[\w.:/@-]{3,80}$/;
/** Seconds between 2024 and 2100: other numbers are no time of a model's reasoning. */
const [EARLIEST, LATEST] = [1_704_067_200, 4_102_444_800];

function envelopeOf(text: string): Pick<SignedReasoning, 'producer' | 'minted'> {
  const bytes = Buffer.from(text.slice(0, ENVELOPE), 'base64');
  if (FERNET.test(text)) return bytes.length < 9 ? {} : timed(Number(bytes.readBigUInt64BE(1)));
  const inner = messageIn(messageIn(bytes, 2), 1);
  let found: Pick<SignedReasoning, 'producer' | 'minted'> = {};
  for (const { number, value } of fieldsOf(inner)) {
    if (number === 6 && typeof value === 'object') {
      const producer = value.toString('latin1');
      if (MODEL.test(producer)) found = { producer, ...found };
    } else if (number === 21 && typeof value === 'number') found = { ...found, ...timed(value) };
  }
  return found;
}

function timed(seconds: number): { minted?: number } {
  return seconds >= EARLIEST && seconds <= LATEST ? { minted: 1000 * seconds } : {};
}

function messageIn(bytes: Buffer, wanted: number): Buffer {
  for (const { number, value } of fieldsOf(bytes)) if (number === wanted && typeof value === 'object') return value;
  return NOTHING;
}

const NOTHING = Buffer.alloc(0);

/** Fields of a message of protocol buffers, for as long as they make sense; the last one may be cut. */
function* fieldsOf(bytes: Buffer): Generator<{ number: number; value: number | Buffer }> {
  for (let at = 0; at < bytes.length;) {
    const tag = varint(bytes, at);
    if (tag === undefined) return;
    const [number, type] = [tag.value >>> 3, tag.value & 7];
    if (type === 0 || type === 2) {
      const read = varint(bytes, tag.end);
      if (read === undefined) return;
      if (type === 0) yield { number, value: read.value };
      else yield { number, value: bytes.subarray(read.end, read.end + read.value) };
      at = type === 0 ? read.end : read.end + read.value;
    } else if (type === 1 || type === 5) at = tag.end + (type === 1 ? 8 : 4);
    else return;
  }
}

/** A number of up to 53 bits. */
function varint(bytes: Buffer, from: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let at = from, by = 1; at < bytes.length && at < from + 7; at++, by *= 128) {
    value += (bytes[at]! & 127) * by;
    if (bytes[at]! < 128) return { value, end: at + 1 };
  }
  return undefined;
}
