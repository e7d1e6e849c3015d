/**
 * Numbers for ids of tool calls. They need no secret: whoever wants an id to be taken for another one writes that one.
 */
import { hash53Of } from '../../../math/hash.ts';

/**
 * A number below 2^53 for an id. Letters beyond ASCII, of which no provider makes ids, count as one mark: they may be read in two
 * ways while the encoding of a log is not known.
 */
export function toolIdHash(id: string): number {
  if (id.length <= letters.length) {
    for (let at = 0; at < id.length; at++) letters[at] = Math.min(0xff, id.charCodeAt(at));
    const hash = hash53Of(letters, 0, id.length);
    if (hash !== undefined) return hash;
  }
  const bytes = Buffer.from(id.replace(/[^\0-\x7f]+/g, '?'), 'latin1');
  return hash53Of(bytes, 0, bytes.length) ?? 0;
}

/** Those of the id that is hashed: to make a buffer for each takes longer than all else. */
const letters = new Uint8Array(128);
