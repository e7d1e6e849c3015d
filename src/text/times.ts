/** Times and lengths of time in words. All times are UTC. */

/** ms UTC as `2026-05-04 09:12`; `no time` when there is none. */
export const moment = (time: number | null): string =>
  time === null ? 'no time' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** ms UTC as `2026-05-04`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Length of time in one unit people use: `0.1 s`, `90 s`, `5 min`, `3 h`, `2 days`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${(ms / 1000).toFixed(ms < 950 ? 1 : 0)} s`;
  const short = (value: number): string => String(value < 9.95 ? Math.round(10 * value) / 10 : Math.round(value));
  if (ms < 100_000 && ms !== 60_000) return `${short(ms / 1000)} s`;
  if (ms < 100 * 60_000 && ms !== 3_600_000) return `${short(ms / 60_000)} min`;
  if (ms < 48 * 3_600_000 && ms !== 86_400_000) return `${short(ms / 3_600_000)} h`;
  const whole = short(ms / 86_400_000);
  return `${whole} ${whole === '1' ? 'day' : 'days'}`;
}

/** The shape of a day. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Is it a day of the calendar? The 31st of February only has the shape of one. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
