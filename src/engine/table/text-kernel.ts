import { Kernel, PUT } from '../../reader/bytes/kernel/kernel.ts';
import { CLAUSE_KINDS } from './clause-kinds.ts';
import { keepSecret, runSecret } from './run-secret.ts';

let known: Kernel | undefined;

/** The kernel of this thread, made when the first text is read. */
export function textKernel(): Kernel {
  if (known !== undefined) return known;
  known = new Kernel();
  known.setKinds(CLAUSE_KINDS);
  known.setKey(runSecret());
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
