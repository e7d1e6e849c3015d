/**
 * Slices: the requests of one account that use one template. Slices are judged, never whole accounts, because an account that
 * hides a harvest among other traffic still has the harvest as separate slices.
 */
import { addTo } from '../../math/lists/many.ts';
import { Scratch } from '../../math/columns.ts';
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

/** Rows of an account, one after the other in a column that is there already. */
export type RowsOfAccount = (account: number) => Uint32Array | undefined;

/**
 * Rows without account or template belong to no slice.
 * @param others which may have the same rows of an account in the same order, as nearly all have: these are not held twice
 */
export function slicesOf(
  table: RequestTable,
  { ids, ofRow }: MinedTemplates,
  others: readonly RowsOfAccount[] = [],
): Slices {
  const { account, time } = table.rows;
  using scratch = new Scratch();
  const inOrder = scratch.keep(byAccount(account));
  /** The rows of all slices share one column, because growing lists would take three times the memory. */
  const column = new Uint32Array(table.length);
  /** Rows of one account with each template, and where the next one goes; cleared after each account. */
  const size = new Uint32Array(ids.length);
  const next = new Uint32Array(ids.length);
  const ofAccount = new Map<number, Slice[]>();
  const ofTemplate = new Map<number, Slice[]>();
  let start = 0;
  for (let from = 0, to = 0; from < inOrder.length; from = to) {
    const who = account[inOrder[from]!]!;
    to = endOfAccount(account, inOrder, from);
    if (who === 0) continue;
    const rows = inOrder.subarray(from, to);
    const used = countTemplates(rows, ofRow, size);
    if (used.length === 0) continue;
    let end = start;
    for (const template of used) {
      next[template] = end;
      end += size[template]!;
    }
    putByTemplate(rows, ofRow, next, column);
    for (const template of used) sortByTime(column.subarray(next[template]! - size[template]!, next[template]), time);
    const same = sameRows(others, who, column, start, end);
    const own = same ?? column.subarray(start, end);
    // What nobody writes to takes no memory: the next account is put in the same place.
    if (same === undefined) start = end;
    let place = 0;
    // Where there are millions of accounts, these objects are most of what a scan holds: one stands for what is the same.
    const slices = used.map((template): Slice => ({
      account: who,
      template,
      rows: used.length === 1 ? own : own.subarray(place, (place += size[template]!)),
    }));
    for (const slice of slices) {
      size[slice.template] = 0;
      addTo(ofTemplate, slice.template, slice);
    }
    ofAccount.set(who, slices);
  }
  return { ofAccount, ofTemplate };
}

// The loops of each account stand in functions of their own, which the engine compiles once: in one it did so again and again.

function endOfAccount(account: Uint32Array, inOrder: Uint32Array, from: number): number {
  const who = account[inOrder[from]!]!;
  let to = from + 1;
  while (to < inOrder.length && account[inOrder[to]!] === who) to++;
  return to;
}

/** Templates of some rows, ascending. Adds up how many rows each has. */
function countTemplates(rows: Uint32Array, ofRow: Int32Array, size: Uint32Array): number[] {
  const used: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const template = ofRow[rows[at]!]!;
    if (template >= 0 && size[template]!++ === 0) used.push(template);
  }
  return used.sort((a, b) => a - b);
}

/** Puts rows where the next one of their template goes. */
function putByTemplate(rows: Uint32Array, ofRow: Int32Array, next: Uint32Array, column: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) {
    const template = ofRow[rows[at]!]!;
    if (template >= 0) column[next[template]!++] = rows[at]!;
  }
}

/** The rows of an account in all of its slices, which stand together. */
export const rowsIn =
  ({ ofAccount }: Slices): RowsOfAccount =>
  (account) => {
    const slices = ofAccount.get(account);
    if (slices === undefined) return undefined;
    const [{ rows: first }, all] = [slices[0]!, slices.reduce((sum, { rows }) => sum + rows.length, 0)];
    if (slices.length === 1) return first;
    return new Uint32Array(first.buffer, first.byteOffset, all);
  };

/** Rows of an account that are those of a column from one place to another. */
function sameRows(
  others: readonly RowsOfAccount[],
  account: number,
  column: Uint32Array,
  from: number,
  to: number,
): Uint32Array | undefined {
  for (const rowsOf of others) {
    const rows = rowsOf(account);
    if (rows !== undefined && areSame(rows, column, from, to)) return rows;
  }
  return undefined;
}

function areSame(rows: Uint32Array, column: Uint32Array, from: number, to: number): boolean {
  if (rows.length !== to - from) return false;
  for (let at = 0; at < rows.length; at++) if (rows[at] !== column[from + at]) return false;
  return true;
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
