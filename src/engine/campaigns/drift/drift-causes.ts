/** Which requests moved a day away from its baseline: their share of the movement, by template and by account. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { accountDays, rowsOf } from '../baseline/account-days.ts';
import { RequestMarks, SIGNS } from '../baseline/request-marks.ts';
import type { DriftTest } from './day-drift.ts';
import { dot } from './span.ts';

/** The requests of a template, and what they add to the movement. */
export interface Cause {
  /** Of all that moved the day; with what moved it back, the shares of all requests sum to one. */
  share: number;
  /** The first row of each account. */
  first: Map<number, number>;
}

export interface Causes {
  /** Without free text. */
  byTemplate: Map<number, Cause>;
  /** Shares. */
  byAccount: Map<number, number>;
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
        add(causes[at]!, one.account, templateOf[row]!, share, row);
      }
    });
  }
  return causes;
}

function add({ byTemplate, byAccount }: Causes, account: number, template: number, share: number, row: number): void {
  byAccount.set(account, (byAccount.get(account) ?? 0) + share);
  if (template < 0) return;
  const cause = byTemplate.get(template) ?? { share: 0, first: new Map<number, number>() };
  cause.share += share;
  if (!cause.first.has(account)) cause.first.set(account, row);
  byTemplate.set(template, cause);
}
