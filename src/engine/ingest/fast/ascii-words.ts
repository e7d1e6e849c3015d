import { words } from '../../../schema/words.ts';

/** Roles and types, which occur a few times in every message: comparing bytes costs a tenth of making a string. */
const WORDS = words(`user text tool assistant tool_call tool_call_response system developer
  model function`);

const KNOWN = WORDS.map((word) => ({ word, letters: Buffer.from(word, 'latin1') }));

/** Reads short words of ASCII from bytes. */
export class AsciiWords {
  constructor(private readonly bytes: Buffer) {}

  at(from: number, to: number): string {
    for (const { word, letters } of KNOWN)
      if (letters.length === to - from && matchesAt(this.bytes, from, letters)) return word;
    return this.bytes.toString('latin1', from, to);
  }
}

/** Whether these letters are there. */
export function matchesAt(bytes: Uint8Array, at: number, letters: Uint8Array): boolean {
  for (let n = 0; n < letters.length; n++) if (bytes[at + n] !== letters[n]) return false;
  return true;
}
