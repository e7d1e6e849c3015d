/** Which requests moved a day away from its baseline: their share of the movement, by template and by account. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { accountDays, rowsOf } from '../baseline/account-days.ts';
import { RequestMarks, SIGNS } from '../baseline/request-marks.ts';
import type { DriftTest } from './day-drift.ts';
import { dot } from './span.ts';

/** Requests that have something in common, and what they add to the movement. */
export interface Cause {
  /** Of all that moved the day; with what moved it back, all shares sum to one. */
  share: number;
  /** Rows that were looked at, the accounts in order. */
  rows: number[];
}

export interface Causes {
  byTemplate: Map<number, Cause>;
  byAccount: Map<number, Cause>;
}

/** @param templateOf number of each row's template, negative for free text */
export function driftCauses(
  alarms: readonly DriftTest[],
  profiles: ReadonlyMap<number, AccountProfile>,
  table: RequestTable,
  templateOf: Int32Array,
): Causes[] {
  const causes = alarms.map((): Causes => ({ byTemplate: new Map(), byAccount: new Map() }));
  const days = new Set(alarms.map(({ day }) => day));
  const marks = new RequestMarks(table);
  const signs = new Int32Array(SIGNS);
  for (const one of accountDays(profiles.values(), table, (day) => days.has(day))) {
    alarms.forEach(({ day, cohort, accounts, direction, level }, at) => {
      if (day !== one.day) return;
      const rows = rowsOf(one, cohort, table);
      const whole = dot(direction, direction);
      for (const row of rows) {
        marks.addTo(signs.fill(0), row);
        const share = (dot(signs, direction) - level) / (whole * accounts * rows.length);
        add(causes[at]!.byTemplate, templateOf[row]!, share, row);
        add(causes[at]!.byAccount, one.account, share, row);
      }
    });
  }
  return causes;
}

function add(causes: Map<number, Cause>, key: number, share: number, row: number): void {
  const known = causes.get(key);
  if (known === undefined) causes.set(key, { share, rows: [row] });
  else {
    known.share += share;
    known.rows.push(row);
  }
}
