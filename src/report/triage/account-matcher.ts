import { createHash } from 'node:crypto';

const HASHED = /^sha256:[0-9a-f]{64}$/;

/** An account's name as a file may hold it that is not to tell names. Guessable names can still be tried out. */
export function hashedAccount(name: string): string {
  return `sha256:${createHash('sha256').update(name, 'utf8').digest('hex')}`;
}

/**
 * Finds the first of many references that means an account: its name, its hash, or a pattern in which `*` stands for any
 * text. Names and hashes are looked up; only patterns are tried one after the other.
 */
export class AccountMatcher {
  readonly #exact = new Map<string, number>();
  readonly #patterns: { pieces: string[]; index: number }[] = [];
  readonly #hashes: boolean;

  /** `patterns`: does `*` stand for any text? Otherwise it is a star. */
  constructor(references: readonly string[], { patterns = false } = {}) {
    references.forEach((reference, index) => {
      if (patterns && reference.includes('*')) this.#patterns.push({ pieces: reference.split('*'), index });
      else if (!this.#exact.has(reference)) this.#exact.set(reference, index);
    });
    this.#hashes = references.some((reference) => HASHED.test(reference));
  }

  /** Place of the reference in the list, undefined when none means the account. */
  find(name: string): number | undefined {
    const exact = this.#exact.get(name) ?? (this.#hashes ? this.#exact.get(hashedAccount(name)) : undefined);
    return exact ?? this.#patterns.find(({ pieces }) => fits(name, pieces))?.index;
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }
}

/** Does the text consist of the pieces in order with any text between? One pass: no pattern can make it slow. */
function fits(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
