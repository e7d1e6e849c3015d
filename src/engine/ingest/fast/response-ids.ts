import type { Kernel } from '../../../reader/bytes/kernel/kernel.ts';
import { MAX_NAME, nameOf } from '../../../reader/records/fields/identity.ts';
import { ANSWER_ID, responseOf } from '../../table/duplicates.ts';
import type { JsonString } from './string-reader.ts';
import { matchesAt } from './ascii-words.ts';

const WORDS = ANSWER_ID.words.map((word) => Buffer.from(word));

/** 1 for letters, digits, `_` and `-`. */
const WORD = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));
const [DASH, UNDERSCORE] = [0x2d, 0x5f];

/** Reads the ids of answers from bytes of ASCII. */
export class ResponseIds {
  constructor(private readonly kernel: Kernel) {}

  /** As `responseOf` of an answer that no cache gave; undefined when the bytes are no name. */
  at({ from, to }: JsonString): number | undefined {
    if (this.isOwn(from, to)) return this.kernel.call.digest(from, to);
    const id = nameOf(this.kernel.ascii(from, to));
    return id === undefined ? undefined : responseOf({ id, status: 'ok' });
  }

  private isOwn(from: number, to: number): boolean {
    const { bytes } = this.kernel;
    if (to - from > MAX_NAME) return false;
    for (let at = from; at < to; at++) if (WORD[bytes[at]!] === 0) return false;
    for (const word of WORDS) {
      const end = from + word.length;
      if (to - end <= ANSWER_ID.rest || (bytes[end] !== DASH && bytes[end] !== UNDERSCORE)) continue;
      if (matchesAt(bytes, from, word)) return true;
    }
    return false;
  }
}
