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
  rows: number[];
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
  const found = new Map<number, Map<number, Slice>>();
  for (let row = 0; row < table.length; row++) {
    const template = templates.ofRow[row]!;
    const who = account[row]!;
    if (template < 0 || who === 0) continue;
    let own = found.get(who);
    if (!own) found.set(who, (own = new Map<number, Slice>()));
    const slice = own.get(template);
    if (slice) slice.rows.push(row);
    else own.set(template, { account: who, template, rows: [row] });
  }
  const ofAccount = new Map<number, Slice[]>();
  const ofTemplate = new Map<number, Slice[]>();
  for (const [who, own] of [...found].sort((a, b) => a[0] - b[0])) {
    const slices = [...own.values()].sort((a, b) => a.template - b.template);
    ofAccount.set(who, slices);
    for (const slice of slices) {
      slice.rows.sort((a, b) => order(time[a]!, time[b]!) || a - b);
      const list = ofTemplate.get(slice.template);
      if (list) list.push(slice);
      else ofTemplate.set(slice.template, [slice]);
    }
  }
  return { ofAccount, ofTemplate };
}

/** Orders times with unknown ones (NaN) last. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
