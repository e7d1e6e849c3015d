/** Times and places in the words of texts that are read outside of the dashboard. All times are UTC. */

/** ms UTC as `2026-05-04 09:12`; `no time` when there is none. */
export const moment = (time: number | null): string =>
  time === null ? 'no time' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** ms UTC as `2026-05-04`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The shape of a day. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Is it a day of the calendar? The 31st of February only has the shape of one. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
