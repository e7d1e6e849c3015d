/** Time bins whose edges are times people use: whole minutes, hours, days. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 1 January 1970 was a Thursday; weeks begin on Mondays. */
const MONDAY = 4 * DAY;
const STEPS = [1, 2, 5, 10, 15, 30]
  .map((n) => n * MINUTE)
  .concat(
    [1, 2, 3, 6, 12].map((n) => n * HOUR),
    [1, 2, 7, 14, 28].map((n) => n * DAY),
  );

export interface TimeBins {
  from: number;
  to: number;
  bins: number;
  /** Length of one bin in ms. */
  step: number;
}

/** The finest bins that cover `[from, to)` with at most `most` of them. Longer periods get multiples of 28 days. */
export function timeBins(from: number, to: number, most: number): TimeBins {
  const limit = Math.max(1, most);
  for (let step of [...STEPS, 28 * DAY * Math.ceil((to - from) / (28 * DAY * Math.max(1, limit - 1)))]) {
    step = Math.max(step, MINUTE);
    const offset = step % (7 * DAY) === 0 ? MONDAY : 0;
    const start = Math.floor((from - offset) / step) * step + offset;
    const end = Math.max(start + step, Math.ceil((to - offset) / step) * step + offset);
    const bins = Math.round((end - start) / step);
    if (bins <= limit) return { from: start, to: end, bins, step };
  }
  return { from, to: Math.max(to, from + 1), bins: 1, step: Math.max(to - from, 1) };
}
