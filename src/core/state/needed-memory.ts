/** Estimates the memory the last step needs before it begins, so that it does not run out halfway without a message. */
import { totalmem } from 'node:os';
import { InputError } from '../bytes/files/input-error.ts';
import { count, counted } from '../../text/numbers.ts';

/** What states hold, by their lists alone. */
export interface StateSize {
  requests: number;
  texts: number;
  clauses: number;
}

/**
 * Bytes for each, on top of what the program itself takes: rows, mining, and slices of accounts. They are what the steps of the
 * largest run in docs/scale.md hold at once, not counting what only waits to be collected.
 */
const BYTES = { program: 150e6, request: 65, text: 20, clause: 6 } as const;

/** Bytes that `finish` holds at most for states of this size, by what takes them. */
function shares({ requests, texts, clauses }: StateSize): Record<keyof typeof BYTES, number> {
  return {
    program: BYTES.program,
    request: BYTES.request * requests,
    text: BYTES.text * texts,
    clause: BYTES.clause * clauses,
  };
}

/** Bytes that `finish` holds at most for states of this size. */
export function neededMemory(size: StateSize): number {
  return Object.values(shares(size)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes that this process may take: what its container allows, or what the machine has. */
export function givenMemory(): number {
  const limit = process.constrainedMemory();
  // Systems without a limit name one that is larger than any memory.
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * @param logs requests by log, to name the largest
 * @throws InputError when that is more than there is
 */
export function checkMemory(size: StateSize, given: number, logs: ReadonlyMap<string, number>): void {
  const needed = neededMemory(size);
  if (needed <= given) return;
  const largest = [...logs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  const named = largest.map(([log, requests]) => `${log} (${count(requests)})`).join(', ');
  const { request, text, clause } = shares(size);
  const takers = [
    { what: counted(size.requests, 'request'), bytes: request },
    { what: counted(size.texts, 'different text'), bytes: text },
    { what: counted(size.clauses, 'clause'), bytes: clause },
  ].sort((a, b) => b.bytes - a.bytes);
  const what = takers.map(({ what: name, bytes }) => `${name} (${gigabytes(bytes)})`).join(', ');
  throw new InputError(
    `The report needs about ${gigabytes(needed)} of memory, and ${gigabytes(given)} are available. The states hold ${what}. Most requests are in ${named}. Write one report per product or period, which loses what links accounts across them, or run finish on a larger machine. --memory sets how much may be used.`,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
