import type { Trait } from '../../engine/accounts/trait.ts';
import type { Threads } from '../../engine/campaigns/candidates/threads.ts';
import type { Report } from './report.ts';

export { type Trait, TRAIT_KINDS } from '../../engine/accounts/trait.ts';

/**
 * One row a request, in columns: what the scan keeps of each request so that a view can be drawn and a line be opened
 * without reading the log again. 43 bytes a request and 4 for each trait of requests, off the JavaScript heap, transferable between threads.
 * Rows are ordered by file, then by offset, then by place within the line.
 */
export interface RequestIndex {
  length: number;
  files: string[];
  accounts: string[];
  templates: string[];
  models: string[];
  /** Index into `files`. */
  file: Uint16Array;
  /** Line number in the file, from 1. */
  line: Uint32Array;
  /** Byte offset of the line in the uncompressed text. */
  offset: Float64Array;
  /** Length of the line in bytes, without its line break. */
  bytes: Uint32Array;
  /** ms UTC, NaN when unknown. */
  time: Float64Array;
  /** Index into `accounts`. */
  account: Uint32Array;
  /** Index into `templates`, `NO_TEMPLATE` for free text. */
  template: Uint32Array;
  model: Uint16Array;
  outputTokens: Uint32Array;
  /** Probability that the request is part of a distillation campaign: the score of its slice. */
  score: Float32Array;
  /** Tools offered to the model, at most 255; absent where only a report is left. */
  toolCount?: Uint8Array;
  /** Conversations that change account; absent when the log does not tell which request continues which. */
  threads?: Threads;
  /** What else tells who sent a request; absent where only a report is left. */
  traits?: Trait[];
  /** Only where a report is left: then a row stands for several requests. */
  counts?: Counts;
}

export interface Counts {
  /** Requests of the row. */
  requests: Uint32Array;
  /** They were sent within so many ms from its time on. */
  span: Float64Array;
  /** All requests of all accounts are counted, by template and at least by the hour. */
  hourly: boolean;
}

export const NO_TEMPLATE = 0xffffffff;

/**
 * Which requests are flagged, by row: those that the score of an account is about, if it reaches the threshold and the account is called.
 * A score does not tell by itself: a rule keeps some groups from being called however high they score, and what one customer's own accounts
 * harvest is no distillation.
 */
export function flaggedRequests(
  { accounts, settings }: Pick<Report, 'accounts' | 'settings'>,
  { score, account, accounts: names }: RequestIndex,
): (row: number) => boolean {
  const called = new Set<string>();
  for (const one of accounts) if (one.verdict === 'distillation') called.add(one.account);
  const isCalled = Uint8Array.from(names, (name) => Number(called.has(name)));
  // Scores are 32-bit floats in the index: 0.9 is stored as 0.8999999, and must still count as 0.9.
  const threshold = Math.fround(settings.threshold);
  return (row) => score[row]! >= threshold && isCalled[account[row]!] === 1;
}
