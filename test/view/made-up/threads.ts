/** Conversations of the first campaign that continue under another account. */
import type { Threads } from '../../../src/engine/campaigns/candidates/threads.ts';
import type { RequestIndex } from '../../../src/report/shape/request-index.ts';
import type { MadeUpAccount } from './accounts.ts';

/** Places of the members that send the turns of each conversation. */
const SENDERS = [
  [0, 0, 1, 1, 2, 2],
  [...new Array<number>(6).fill(3), ...new Array<number>(24).fill(4)],
  [5, 6],
  [7, 7, 8],
  [9, 10],
];

export function madeUpThreads({ account, length }: RequestIndex, accounts: readonly MadeUpAccount[]): Threads {
  const members = accounts.filter(({ campaign }) => campaign === 0).map(({ index }) => index);
  const threads = SENDERS.map((senders) => {
    const rows: number[] = [];
    let row = 0;
    for (const place of senders) {
      while (row < length && account[row] !== members[place]) row++;
      if (row < length) rows.push(row++);
    }
    return rows;
  });
  threads.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const starts = [0];
  for (const rows of threads) starts.push((starts.at(-1) ?? 0) + rows.length);
  return { starts: Uint32Array.from(starts), rows: Uint32Array.from(threads.flat()) };
}
