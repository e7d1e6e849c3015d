/**
 * Slices: the requests of one account that use one template. Slices are judged, never whole accounts, because an account that
 * hides a harvest among other traffic still has the harvest as separate slices.
 */
import { Scratch } from '../../math/columns.ts';
import { byAccount } from '../templates/mining/by-account.ts';
import type { MinedTemplates } from '../templates/mining/mine-templates.ts';
import type { RequestTable } from '../table/request-table.ts';
import { MadeMap } from './made-map.ts';
import { type Slice, SliceColumns, type SliceList, type SliceUses } from './slice-columns.ts';

export type { Slice, SliceList };

/** Rows of an account, one after the other in a column that is there already. */
export type RowsOfAccount = (account: number) => Uint32Array | undefined;

/** Slices that are remembered once they are made: candidates by the hundred ask for those of the same templates. */
const REMEMBERED = 200_000;

/** Slices of one or more views of the prompts. Each is made when it is asked for. */
export class Slices {
  /** Slices of each account number in the first view, ordered by template number. Accounts without templates have none. */
  readonly ofAccount: ReadonlyMap<number, Slice[]>;
  /** Slices of each template number, ordered by account number. */
  readonly ofTemplate: ReadonlyMap<number, Slice[]>;
  private readonly made = new Map<number, Slice[]>();
  private remembered = 0;

  /** @param views those of one view of the prompts each, of which no two have a template in common */
  constructor(readonly views: readonly SliceColumns[]) {
    const [first] = views;
    this.ofAccount = new MadeMap(
      () => first!.accounts(),
      (account) => first!.has(account),
      (account) => first!.ofAccount(account),
    );
    const templates = views.flatMap((view) => view.templates);
    this.ofTemplate = new MadeMap(
      () => templates,
      (template) => this.viewOf(template) !== undefined,
      (template) => this.list(template),
    );
  }

  /** Those of a template, each of which is made when it is asked for. */
  seen(template: number): SliceList {
    return (this.viewOf(template) ?? this.views[0]!).seen(template);
  }

  /** The accounts that use a template, ascending, and how many requests of it each has. */
  uses(template: number): SliceUses {
    return (this.viewOf(template) ?? this.views[0]!).uses(template);
  }

  private viewOf(template: number): SliceColumns | undefined {
    return this.views.find((view) => view.size(template) > 0);
  }

  private list(template: number): Slice[] {
    let list = this.made.get(template);
    if (list !== undefined) return list;
    list = this.viewOf(template)!.ofTemplate(template);
    if (list.length > REMEMBERED) return list;
    if (this.remembered + list.length > REMEMBERED) {
      this.made.clear();
      this.remembered = 0;
    }
    this.remembered += list.length;
    this.made.set(template, list);
    return list;
  }
}
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
  const slices = new SliceColumns(1 + (account[inOrder.at(-1) ?? 0] ?? 0), ids.length);
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
    slices.add(who, used, size, same ?? column.subarray(start, end));
    // What nobody writes to takes no memory: the next account is put in the same place.
    if (same === undefined) start = end;
    for (const template of used) size[template] = 0;
  }
  return new Slices([slices.finish()]);
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
  ({ views: [first] }: Slices): RowsOfAccount =>
  (account) =>
    first!.rowsOf(account);

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
