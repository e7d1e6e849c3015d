/**
 * The secret of a run: the key of the hashes by which texts are told apart. Nobody who writes what a log holds knows it, so nobody
 * can make two texts that are taken for one. Nothing in a report depends on it.
 */
import { randomBytes } from 'node:crypto';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const NAME = 'prompt-audit/secret';
export const SECRET_BYTES = 16;

// Threads that are started later have the same.
if (!(getEnvironmentData(NAME) instanceof Uint8Array)) keepSecret(randomBytes(SECRET_BYTES));

export function runSecret(): Uint8Array {
  return getEnvironmentData(NAME) as Uint8Array;
}

export function keepSecret(secret: Uint8Array): void {
  setEnvironmentData(NAME, Uint8Array.from(secret.subarray(0, SECRET_BYTES)));
}
