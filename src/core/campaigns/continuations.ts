/** Conversations that go on under another account. */
import type { RequestTable } from '../signals/request-table.ts';

/** A turn that follows later than this is somebody who pasted an old conversation. */
const WITHIN_MS = 3600_000;

/**
 * For each row that sends back an answer which another account got within the last hour, the row that got it. Answers that
 * several accounts got are left out: public conversations and stock replies.
 */
export function crossAccountContinuations(table: RequestTable): Map<number, number> {
  const { contextIn, contextOut, account, time } = table.rows;
  const origin = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    const key = contextOut[row]!;
    if (key === 0 || account[row] === 0) continue;
    const known = origin.get(key);
    if (known === undefined) origin.set(key, row);
    else if (known >= 0 && account[known] !== account[row]) origin.set(key, -1);
  }
  const found = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    if (contextIn[row] === 0 || account[row] === 0) continue;
    const from = origin.get(contextIn[row]!);
    if (from === undefined || from < 0 || account[from] === account[row]) continue;
    const delay = time[row]! - time[from]!;
    if (delay > 0 && delay <= WITHIN_MS) found.set(row, from);
  }
  return found;
}
