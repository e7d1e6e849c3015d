/**
 * Slices: the requests of one account that use one template. Slices are judged, never whole accounts, because an account that
 * hides a harvest among other traffic still has the harvest as separate slices.
 */
import { discardFields } from '../math/columns.ts';
import { byAccount } from '../templates/mining/by-account.ts';
import type { MinedTemplates } from '../templates/mining/mine-templates.ts';
import type { RequestTable } from '../table/request-table.ts';

export interface Slice {
  account: number;
  template: number;
  /** Rows of the table, ascending in time. */
  rows: Uint32Array;
}

export interface Slices {
  /** Slices of each account number, ordered by template number. Accounts without templates have none. */
  ofAccount: Map<number, Slice[]>;
  /** Slices of each template number, ordered by account number. */
  ofTemplate: Map<number, Slice[]>;
}

/** Rows without account or template belong to no slice. */
export function slicesOf(table: RequestTable, { ids, ofRow }: MinedTemplates): Slices {
  const { account, time } = table.rows;
  const inOrder = byAccount(account);
  /** The rows of all slices share one column, because growing lists would take three times the memory. */
  const column = new Uint32Array(table.length);
  /** Rows of one account with each template, and where the next one goes; cleared after each account. */
  const size = new Uint32Array(ids.length);
  const next = new Uint32Array(ids.length);
  const ofAccount = new Map<number, Slice[]>();
  const ofTemplate = new Map<number, Slice[]>();
  let end = 0;
  for (let from = 0, to = 0; from < inOrder.length; from = to) {
    const who = account[inOrder[from]!]!;
    const used: number[] = [];
    for (; to < inOrder.length && account[inOrder[to]!] === who; to++) {
      const template = ofRow[inOrder[to]!]!;
      if (template >= 0 && who !== 0 && size[template]!++ === 0) used.push(template);
    }
    if (used.length === 0) continue;
    used.sort((a, b) => a - b);
    const slices = used.map((template): Slice => {
      next[template] = end;
      return { account: who, template, rows: column.subarray(end, (end += size[template]!)) };
    });
    for (let at = from; at < to; at++) {
      const template = ofRow[inOrder[at]!]!;
      if (template >= 0) column[next[template]!++] = inOrder[at]!;
    }
    for (const slice of slices) {
      size[slice.template] = 0;
      sortByTime(slice.rows, time);
      const list = ofTemplate.get(slice.template);
      if (list) list.push(slice);
      else ofTemplate.set(slice.template, [slice]);
    }
    ofAccount.set(who, slices);
  }
  discardFields({ inOrder });
  return { ofAccount, ofTemplate };
}

/** Sorts by time, unknown times last. Most logs are already in time order. */
function sortByTime(rows: Uint32Array, time: Float64Array): void {
  for (let at = 1; at < rows.length; at++) {
    if (order(time[rows[at - 1]!]!, time[rows[at]!]!) <= 0) continue;
    rows.sort((a, b) => order(time[a]!, time[b]!) || a - b);
    return;
  }
}

/** Orders times with unknown ones (NaN) last. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
