import { FOLDED, Kernel, PUT } from '../../reader/bytes/kernel/kernel.ts';
import { CLAUSE_KINDS } from './clause-kinds.ts';
import { alike, forms, hidden } from './lookalikes.json';
import { keepSecret, runSecret } from './run-secret.ts';

let known: Kernel | undefined;

/** The kernel of this thread, made when the first text is read. */
export function textKernel(): Kernel {
  if (known !== undefined) return known;
  known = new Kernel();
  known.setKinds(CLAUSE_KINDS);
  known.setKey(runSecret());
  for (const [from = 0, to = -1] of hidden)
    for (let point = from; point <= to; point++) known.setFold(point, '', false);
  for (const [letter, chars] of Object.entries(forms))
    for (const char of chars) known.setFold(char.codePointAt(0)!, letter, false);
  for (const [letter, chars] of Object.entries(alike))
    for (const char of chars) known.setFold(char.codePointAt(0)!, letter, true);
  return known;
}

/** Has this thread, and those that it starts from now on, hash texts as they were hashed before. */
export function useSecret(secret: Uint8Array): void {
  keepSecret(secret);
  known?.setKey(runSecret());
}

/** 53-bit hash of a text, never 0: equal texts have equal hashes, whether they were read as strings or as bytes. */
export function digestOf(text: string): number {
  const kernel = textKernel();
  return kernel.call.digest(PUT, kernel.put(text));
}

/** The hash by which a text is told apart from others, in the kernel's memory: of the form in which texts are compared. 0 for none. */
export function keyAt(from: number, to: number): number {
  if (from === to) return 0;
  const { call } = textKernel();
  const folded = call.fold(from, to);
  if (folded === 0) return call.digest(from, to);
  return folded === FOLDED ? 0 : call.digest(FOLDED, folded);
}

export function keyOfText(text: string): number {
  return text === '' ? 0 : keyAt(PUT, textKernel().put(text));
}

const WIDE = /[^\0-\x7f]/;

/**
 * A text in the form in which texts are compared where letters in it were hidden or replaced by some that look the same, else the text
 * as it is.
 */
export function undisguised(text: string): string {
  if (!WIDE.test(text)) return text;
  const kernel = textKernel();
  const end = kernel.call.fold(PUT, kernel.put(text));
  return kernel.call.disguises() === 0 ? text : kernel.bytes.toString('utf8', FOLDED, end);
}
