/** The hashes of reports as a file for others, and its detached signature (ed25519, RFC 8032). */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import * as v from 'valibot';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { HashedReport } from './campaign-values.ts';

const KIND = 'prompt-audit-match';

const Bundle = v.object({
  kind: v.literal(KIND),
  version: v.literal(1),
  reports: v.pipe(v.array(HashedReport), v.minLength(1), v.maxLength(1000)),
});

/** Whether a text that begins like this is such a file. */
export const looksLikeBundle = (head: string): boolean => /^\s*\{\s*"kind"\s*:\s*"prompt-audit-match"/.test(head);

export const bundleText = (reports: readonly HashedReport[]): string =>
  `${JSON.stringify({ kind: KIND, version: 1, reports })}\n`;

/** @throws InputError where it is none */
export function parseBundle(text: string, name: string): HashedReport[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${name}: It is not whole: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = v.safeParse(Bundle, value);
  if (!read.success) {
    const [issue] = read.issues;
    throw new InputError(`${name}: ${v.getDotPath(issue) ?? 'The file'} is not as a bundle of hashes has it.`);
  }
  return read.output.reports;
}

/** The signature of a file's bytes, as one line of base64. */
export function signatureOf(bytes: Uint8Array, privateKey: string, name: string): string {
  return `${sign(null, bytes, keyIn(createPrivateKey, privateKey, name, 'private')).toString('base64')}\n`;
}

/** @throws InputError where the signature is not that of these bytes by this key */
export function checkSignature(
  bytes: Uint8Array,
  signature: string,
  publicKey: string,
  name: string,
  keyName: string,
): void {
  const key = keyIn(createPublicKey, publicKey, keyName, 'public');
  const isOf = verify(null, bytes, key, Buffer.from(signature.trim(), 'base64'));
  if (!isOf)
    throw new InputError(
      `${name}: Its signature is not of these bytes by the key in ${keyName}. It was changed, or another key signed it.`,
    );
}

function keyIn(read: (pem: string) => KeyObject, pem: string, name: string, what: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read(pem);
  } catch {
    // Said below, without the words of the library, which may hold a part of the key.
  }
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new InputError(
      `${name}: There is no ed25519 ${what} key in it, as PEM. To make a pair: openssl genpkey -algorithm ed25519 -out private.pem; openssl pkey -in private.pem -pubout -out public.pem`,
    );
  return key;
}
