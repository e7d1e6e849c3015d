/** Visits: requests of one account less than half an hour apart count as one visit (the usual session cut-off in web analytics). */
import type { RequestTable } from '../../../table/request-table.ts';

const APART_MS = 30 * 60_000;

/** First row of each visit. `rows` must be in order of time. */
export function visitsOf(rows: Iterable<number>, table: RequestTable): number[] {
  const { time } = table.rows;
  const visits: number[] = [];
  let last = -Infinity;
  for (const row of rows) {
    if (time[row]! - last > APART_MS) visits.push(row);
    last = time[row]!;
  }
  return visits;
}

/** How concentrated times are within the day: length of the mean vector on the 24-hour circle, 0 even to 1 one moment. */
export function hourConcentration(rows: readonly number[], table: RequestTable): number {
  let x = 0;
  let y = 0;
  for (const row of rows) {
    const angle = ((table.rows.time[row]! / 86_400_000) % 1) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return rows.length ? Math.hypot(x, y) / rows.length : 0;
}
