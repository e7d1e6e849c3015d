/** Estimates the memory that a report needs, so that the system does not end the program halfway without a message. */
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { count, counted } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';

/** What takes memory. */
export interface LogSize {
  requests: number;
  /** Facts that few logs hold: signatures, refusals and the like. */
  facts: number;
  texts: number;
  clauses: number;
  /** 0 where they are not known yet. */
  accounts: number;
}

/**
 * Bytes for each in the last step, on top of what the program itself takes: rows, mining, slices of accounts and the report.
 * Together they are about what was held at most in six runs with small heaps, of 190,000 to 13 million requests: see
 * docs/scale.md. Pages of files are not in them.
 */
const BYTES = { program: 60e6, requests: 22, facts: 30, texts: 4, clauses: 5, accounts: 3200 } as const;

const NAMES = [
  ['requests', 'request'],
  ['facts', 'fact'],
  ['texts', 'different text'],
  ['clauses', 'clause'],
  ['accounts', 'account'],
] as const;

/** Bytes that the last step holds at most for states of this size. */
export function neededMemory(size: LogSize): number {
  return NAMES.reduce<number>((sum, [key]) => sum + size[key] * BYTES[key], BYTES.program);
}

/** What is there of each, with its bytes; what takes most comes first. */
export function takers(size: LogSize): string {
  return NAMES.map(([key, name]) => ({ what: counted(size[key], name), bytes: size[key] * BYTES[key] }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ what, bytes }) => `${what} (${memoryText(bytes)})`)
    .join(', ');
}

/** Bytes that this process may take: what its container allows, or what the machine has. */
export function givenMemory(): number {
  const limit = process.constrainedMemory();
  // Systems without a limit name one that is larger than any memory.
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * Bytes that this process holds by itself. Pages of files, such as those of the program, are not in it where the system tells them
 * apart: they go when somebody needs the room.
 */
export function heldMemory(): number {
  const all = process.memoryUsage.rss();
  try {
    const [, pages, ofFiles] = readFileSync('/proc/self/statm', 'latin1').split(' ').map(Number);
    return all * (1 - ofFiles! / pages!);
  } catch {
    return all;
  }
}

/** The three with the largest numbers. There may be very many, so that none of the others is kept. */
export function largest(counts: Iterable<readonly [name: string, number: number]>): string {
  let first: (readonly [string, number])[] = [];
  for (const one of counts) {
    if (one[1] === 0 || (first.length === 3 && one[1] < first[2]![1])) continue;
    first = [...first, one].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  }
  return first.map(([name, number]) => `${visibleLine(name, 200)} (${count(number)})`).join(', ');
}

/** Bytes in GB, and where they are few in MB. */
export function memoryText(bytes: number): string {
  return bytes < 1e8 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(bytes < 1e10 ? 2 : 0)} GB`;
}
