import type { RequestRecord } from './request.ts';

/**
 * Sets the time of a record from what a log wrote: seconds, milliseconds, microseconds or nanoseconds since 1970, told
 * apart by size, as a number or as digits; ISO 8601; or `2025-01-24 09:20:46.84`, with or without a zone.
 * Without a zone the time is read as UTC and marked. Fractions of a millisecond are dropped. Returns false when the value is no time.
 */
export function readTime(record: RequestRecord, value: unknown): boolean {
  if (typeof value === 'number') return setNumber(record, value);
  if (typeof value !== 'string' || value.length < 8 || value.length > 40) return false;
  // Nanoseconds have more digits than a number holds.
  if (NANOSECONDS.test(value)) return setNumber(record, Number(value.slice(0, -6)));
  if (DIGITS.test(value)) return setNumber(record, Number(value));
  const match = DATE.exec(value) ?? accessLogDate(value) ?? portalDate(value);
  if (match === null) return false;
  const [, day, clock, zone] = match;
  const offset = zone === undefined || zone === ' UTC' ? 'Z' : zone.trim();
  const time = Date.parse(`${day}T${clock}${HOURS.test(offset) ? `${offset}:00` : offset}`);
  if (Number.isNaN(time)) return false;
  record.time = time;
  if (zone === undefined) record.zoneKnown = false;
  return true;
}

/**
 * A date and time of day without a year, `04-20 17:17:47`, with the latest year in which it lies before the log was last
 * written; a day and a half is allowed for zones and clocks. Undefined when either is unknown.
 */
export function withYear(monthAndClock: string, written: number | undefined): string | undefined {
  if (written === undefined || !YEARLESS.test(monthAndClock)) return undefined;
  const year = new Date(written).getUTCFullYear();
  const time = Date.parse(`${year}-${monthAndClock.replace(' ', 'T')}Z`);
  return `${time > written + 36 * 3_600_000 ? year - 1 : year}-${monthAndClock}`;
}

const YEARLESS = /^\d\d-\d\d \d\d:\d\d:\d\d$/;

const DIGITS = /^\d{9,20}(?:\.\d+)?$/;
const NANOSECONDS = /^\d{18,19}$/;
const DATE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|\s?[+-]\d{2}(?::?\d{2})?| UTC)?$/;
/** PostgreSQL writes whole hours without minutes. */
const HOURS = /^[+-]\d{2}$/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14/Jan/2025:11:06:14 +0000`, as web servers write it, in the shape of `DATE`. */
function accessLogDate(value: string): RegExpExecArray | null {
  const [, day, month = '', year, rest = ''] = ACCESS_LOG_DATE.exec(value) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return number === 0 ? null : DATE.exec(`${year}-${String(number).padStart(2, '0')}-${day} ${rest}`);
}

/** `6/1/2025, 8:00:02.123 PM`, as the portal of Azure exports times, in the shape of `DATE`. */
function portalDate(value: string): RegExpExecArray | null {
  const [, month = '', day = '', year, hour, rest, half] = PORTAL_DATE.exec(value) ?? [];
  if (year === undefined) return null;
  const clock = `${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}${rest ?? ''}`;
  return DATE.exec(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${clock}`);
}

const PORTAL_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2})(:\d{2}:\d{2}(?:\.\d{1,9})?) (AM|PM)$/;

const ACCESS_LOG_DATE = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\S+(?: [+-]\d{4})?)$/;

function setNumber(record: RequestRecord, value: number): boolean {
  const time = millisecondsOf(value);
  if (time === undefined) return false;
  record.time = time;
  return true;
}

/** 1 January 2000 in seconds: numbers before it are not times of a language model. */
const EARLIEST = 946_684_800;
/** The largest number of ms that a `Date` can show. */
const LATEST = 8.64e15;

/** Whether it is a number of ms that a calendar has: with another, nothing could say when the request was made. */
export const isTime = (value: number | undefined): value is number => value !== undefined && Math.abs(value) <= LATEST;

/** A time since 1970 in ms, its unit read from its size. Undefined when it cannot be one. */
export function millisecondsOf(value: number): number | undefined {
  // The small sum keeps .970 s from becoming 969 ms: 1772409603.970 * 1000 is a little less than the whole number.
  const time = value > 1e17 ? value / 1e6 : value > 1e14 ? value / 1e3 : value > 1e11 ? value : value * 1e3 + 5e-4;
  return value >= EARLIEST && time <= LATEST ? Math.floor(time) : undefined;
}
