import { gunzipSync } from 'node:zlib';
import { hasTooManyValues, valueOf } from '../../../bytes/framing/json-parse.ts';
import { unpackJson } from '../../fields/json.ts';

/** Longest text that is unpacked: a subscription of CloudWatch sends 1 MB at most, and Kafka as a rule no more. */
const MAX_BYTES = 32 << 20;
/** Logs pack to a tenth or less; what unpacks to much more is made to be slow. A short text may. */
const MAX_RATIO = 100;
const SHORT_BYTES = 1 << 14;

/** Base64 of an object, with or without white space behind its bracket, and of what begins as gzip does. */
const BASE64 = /^e[wy3][A-Za-z0-9+/_-]+={0,2}$/;
const GZIP = /^H4sI[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * A JSON object, also one that was written into a string as it is, in base64, or in base64 of gzip: Kafka's REST proxy, Lambda
 * and Pub/Sub hand messages on in base64, and subscriptions of CloudWatch pack them
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html). Only for fields that wrap records.
 */
export function unpackPacked(value: unknown): unknown {
  if (Array.isArray(value)) return unpackJson(textOfBytes(value) ?? value);
  if (typeof value !== 'string') return value;
  const bytes = bytesOf(value);
  if (bytes === undefined) return unpackJson(value);
  if (!isOpened(bytes) || hasTooManyValues(bytes, 0, bytes.length)) return value;
  return valueOf(bytes.toString('utf8')) ?? value;
}

/** White space before JSON, in bytes: nobody writes more, and much of it packs to little. */
const MOST_SPACE = 1024;

/** Whether the first byte that is no white space opens an object or a list. */
function isOpened(bytes: Buffer): boolean {
  let at = 0;
  while (at < MOST_SPACE && bytes[at]! <= 0x20) at++;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}

/** A text that is kept as the list of its bytes, as the journal of systemd exports what is not plain ASCII. */
export function textOfBytes(value: unknown): string | undefined {
  const isText =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return isText ? Buffer.from(value as number[]).toString('utf8') : undefined;
}

function bytesOf(text: string): Buffer | undefined {
  const first = text[0];
  if (first === 'e' && BASE64.test(text)) return Buffer.from(text, 'base64');
  if (first !== 'H' || !GZIP.test(text)) return undefined;
  try {
    const maxOutputLength = Math.min(MAX_BYTES, SHORT_BYTES + MAX_RATIO * text.length);
    return gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength });
  } catch {
    return undefined;
  }
}
