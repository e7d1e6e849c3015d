/**
 * Slices: the requests of one account that follow one template. Slices are what is judged, never whole accounts: an
 * account that hides a harvest among other traffic still has the harvest as slices of its own.
 */
import type { MinedTemplates } from '../templates/mine-templates.ts';
import type { RequestTable } from '../signals/request-table.ts';

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
export function slicesOf(table: RequestTable, templates: MinedTemplates): Slices {
  const { account, time } = table.rows;
  const found = new Map<number, Map<number, Slice & { size: number }>>();
  const sliceOf = (row: number): (Slice & { size: number }) | undefined => {
    const template = templates.ofRow[row]!;
    const who = account[row]!;
    if (template < 0 || who === 0) return undefined;
    let own = found.get(who);
    if (!own) found.set(who, (own = new Map<number, Slice & { size: number }>()));
    let slice = own.get(template);
    if (!slice) own.set(template, (slice = { account: who, template, rows: NO_ROWS, size: 0 }));
    return slice;
  };
  // Rows are counted before they are listed: lists that grow would take three times the memory.
  for (let row = 0; row < table.length; row++) {
    const slice = sliceOf(row);
    if (slice) slice.size++;
  }
  for (let row = 0; row < table.length; row++) {
    const slice = sliceOf(row);
    if (!slice) continue;
    if (slice.rows === NO_ROWS) {
      slice.rows = new Uint32Array(slice.size);
      slice.size = 0;
    }
    slice.rows[slice.size++] = row;
  }
  const ofAccount = new Map<number, Slice[]>();
  const ofTemplate = new Map<number, Slice[]>();
  for (const [who, own] of [...found].sort((a, b) => a[0] - b[0])) {
    const slices = Array.from(own.values(), ({ template, rows }): Slice => ({ account: who, template, rows }));
    slices.sort((a, b) => a.template - b.template);
    ofAccount.set(who, slices);
    for (const slice of slices) {
      const { rows } = slice;
      // Logs are in order of time, or nearly so.
      if (!rows.every((row, at) => at === 0 || order(time[rows[at - 1]!]!, time[row]!) <= 0))
        rows.sort((a, b) => order(time[a]!, time[b]!) || a - b);
      const list = ofTemplate.get(slice.template);
      if (list) list.push(slice);
      else ofTemplate.set(slice.template, [slice]);
    }
  }
  return { ofAccount, ofTemplate };
}

const NO_ROWS = new Uint32Array(0);

/** Orders times with unknown ones (NaN) last. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
