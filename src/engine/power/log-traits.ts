/** What a log's requests look like, so that planted ones look the same: only their behaviour may give them away. */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { RequestTable } from '../table/request-table.ts';

export interface LogTraits {
  format: string;
  /** Models and client programs, most used first, at most `NAMES`. */
  models: string[];
  userAgents: string[];
  /** Whether the log holds answers, addresses, and organisations for most of its accounts. */
  answers: boolean;
  addresses: boolean;
  organisations: boolean;
  /** First and last request in ms UTC; null without times. */
  period: { start: number; end: number } | null;
}

const NAMES = 8;

export function readLogTraits(table: RequestTable, profiles: ReadonlyMap<number, AccountProfile>): LogTraits {
  const { rows, names } = table;
  const ranked = (column: 'model' | 'userAgent' | 'format'): string[] => {
    const counts = new Float64Array(names[column].values.length);
    for (let row = 0; row < table.length; row++) counts[rows[column][row]!]!++;
    return [...counts.keys()]
      .filter((name) => name > 0 && counts[name]! > 0)
      .sort((a, b) => counts[b]! - counts[a]! || a - b)
      .slice(0, NAMES)
      .map((name) => names[column].values[name]!);
  };
  const most = (has: (row: number) => boolean): boolean => {
    let count = 0;
    for (let row = 0; row < table.length; row++) if (has(row)) count++;
    return count > table.length / 2;
  };
  let [start, end] = [Infinity, -Infinity];
  for (let row = 0; row < table.length; row++) {
    start = Math.min(start, rows.time[row]! >= 0 ? rows.time[row]! : Infinity);
    end = Math.max(end, rows.time[row]! >= 0 ? rows.time[row]! : -Infinity);
  }
  const known = [...profiles.values()].filter(({ organisation }) => organisation !== '').length;
  return {
    format: ranked('format')[0] ?? '',
    models: ranked('model'),
    userAgents: ranked('userAgent'),
    answers: most((row) => rows.answerShape[row]! > 0),
    addresses: most((row) => rows.address[row]! > 0),
    organisations: known > 0,
    period: start < end ? { start, end } : null,
  };
}
