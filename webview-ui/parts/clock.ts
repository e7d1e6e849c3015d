/** The clock that times are shown by: UTC, which all readers of one log share, or that of the reader's machine. */
import { scaleTime, scaleUtc, timeFormat, utcFormat, type ScaleTime } from 'd3';
import { t } from './words.ts';

let local = false;

export function setLocal(on: boolean): void {
  local = on;
}

/** What to write next to times: `UTC`, or the zone of the machine at this moment. */
export const zone = (): string => (local ? 'local time' : 'UTC');

/** The same in the reader's language: notes on charts, which are English, take `zone`. */
export const zoneLabel = (): string => (local ? t('local time') : 'UTC');

/** Formats by the clock that is set when it is called; all of them with 24 hours. */
export function clockFormat(pattern: string): (date: Date) => string {
  const [utc, here] = [utcFormat(pattern), timeFormat(pattern)];
  return (date) => (local ? here(date) : utc(date));
}

/** A scale whose ticks are at whole hours and days of the clock. */
export function timeScale(domain: readonly [number, number], range: [number, number]): ScaleTime<number, number> {
  return (local ? scaleTime() : scaleUtc()).domain(domain).range(range);
}

/** Years, months and days of a time by the clock. */
function dayOfClock(date: Date): { year: number; month: number; day: number } {
  return local
    ? { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() }
    : { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** Does a day of the clock begin at this time? */
export function isMidnight(ms: number): boolean {
  const date = new Date(ms);
  return local
    ? date.getHours() + date.getMinutes() + date.getSeconds() + date.getMilliseconds() === 0
    : ms % 86_400_000 === 0;
}

const YEAR = clockFormat('%Y');
const MONTH = clockFormat('%Y-%m');
const DAY = clockFormat('%m-%d');
const HOUR = clockFormat('%H:%M');
const SECOND = clockFormat('%H:%M:%S');
const WHOLE_SECONDS = clockFormat('%S');

/** A tick of a time axis in the fewest words: `2025`, `2025-03`, `03-03`, `14:00`, `14:00:05`. */
export function tickWord(tick: Date | { valueOf(): number }): string {
  const date = tick instanceof Date ? tick : new Date(tick.valueOf());
  if (!isMidnight(date.getTime())) return WHOLE_SECONDS(date) === '00' ? HOUR(date) : SECOND(date);
  const { month, day } = dayOfClock(date);
  if (day > 1) return DAY(date);
  return month === 0 ? YEAR(date) : MONTH(date);
}
