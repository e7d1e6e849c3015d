/** Conversations that continue under another account. */
import { Memo } from '../../../math/memo.ts';
import { CountingFilter } from '../../../math/counting-filter.ts';
import { HashIndex } from '../../../math/hash-index.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** A turn that follows later than this comes from someone who pasted an old conversation. */
const WITHIN_MS = 3600_000;

const continued = new Memo<RequestTable, ReadonlyMap<number, number>>();

/**
 * Maps each row that sends back an answer another account received within the last hour to the row that received it. Answers
 * received by several accounts are left out: they are public conversations or stock replies.
 */
export function crossAccountContinuations(table: RequestTable): ReadonlyMap<number, number> {
  const before = continued.get(table);
  if (before !== undefined) return before;
  const { contextIn, contextOut, account, time } = table.rows;
  const found = new Map<number, number>();
  continued.set(table, found);
  if (!hasContext(table)) return found;
  // Most answers are never sent back. Dropping those first keeps the lookup small.
  const sentBack = new CountingFilter(table.length);
  for (let row = 0; row < table.length; row++) if (contextIn[row] !== 0) sentBack.add(contextIn[row]! | 0);
  const origins = new HashIndex();
  /** 1 for the first row of an answer that several accounts received. */
  const isPublic = new Uint8Array(table.length);
  for (let row = 0; row < table.length; row++) {
    const key = contextOut[row]!;
    if (key === 0 || account[row] === 0 || sentBack.count(key | 0) === 0) continue;
    const known = origins.find(key, contextOut);
    if (known < 0) origins.add(row, key);
    else if (account[known] !== account[row]) isPublic[known] = 1;
  }
  for (let row = 0; row < table.length; row++) {
    if (contextIn[row] === 0 || account[row] === 0) continue;
    const from = origins.find(contextIn[row]!, contextOut);
    if (from < 0 || isPublic[from] === 1 || account[from] === account[row]) continue;
    const delay = time[row]! - time[from]!;
    if (delay > 0 && delay <= WITHIN_MS) found.set(row, from);
  }
  return found;
}

const known = new Memo<RequestTable, boolean>();

/** Whether the log has answers and requests that send one back. The columns are searched only once; many logs have none. */
export function hasContext(table: RequestTable): boolean {
  const before = known.get(table);
  if (before !== undefined) return before;
  const { contextIn, contextOut } = table.rows;
  const has = contextIn.some((key) => key !== 0) && contextOut.some((key) => key !== 0);
  known.set(table, has);
  return has;
}
