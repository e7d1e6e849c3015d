/**
 * Numbers for ids of tool calls. They need no secret: whoever wants an id to be taken for another one writes that one.
 */
import { join53, mix32 } from '../../../math/hash.ts';

/**
 * A number below 2^53 for an id. Letters beyond ASCII, of which no provider makes ids, count as one mark: they may be read in two
 * ways while the encoding of a log is not known.
 */
export function toolIdHash(id: string): number {
  if (id.length <= letters.length) {
    for (let at = 0; at < id.length; at++) letters[at] = Math.min(0xff, id.charCodeAt(at));
    const hash = toolIdHashOf(letters, 0, id.length);
    if (hash !== undefined) return hash;
  }
  const bytes = Buffer.from(id.replace(/[^\0-\x7f]+/g, '?'), 'latin1');
  return toolIdHashOf(bytes, 0, bytes.length) ?? 0;
}

/** Those of the id that is hashed: to make a buffer for each takes longer than all else. */
const letters = new Uint8Array(128);

/** The same of an id that stands in bytes; undefined when they are not all ASCII. */
export function toolIdHashOf(bytes: Uint8Array, from: number, to: number): number | undefined {
  let [a, b] = [0x9747b28c, 0x3c6ef372];
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80) return undefined;
    a = Math.imul(a ^ byte, 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ byte, 0x5bd1e995) ^ (b >>> 13);
  }
  return join53(mix32(a ^ (to - from)), mix32(b ^ (to - from)));
}
