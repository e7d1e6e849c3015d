import type { RequestRecord } from './request.ts';
import { dateOfDigits, plainTime, timeInside } from './written-times.ts';

/**
 * Sets the time of a record from what a log wrote: seconds, milliseconds, microseconds or nanoseconds since 1970, told
 * apart by size, as a number or as digits; ISO 8601; or `2025-01-24 09:20:46.84`, with or without a zone; and what else
 * `written-times.ts` knows. Without a zone the time is read as UTC and marked. Fractions of a millisecond are dropped. Returns false when the value is no time.
 */
export function readTime(record: RequestRecord, value: unknown): boolean {
  if (typeof value === 'number') return setNumber(record, value) || setDigits(record, String(value));
  if (typeof value !== 'string') {
    const inner = typeof value === 'object' && value !== null ? timeInside(value) : undefined;
    return inner !== undefined && readTime(record, inner);
  }
  if (value.length < 8 || value.length > LONGEST) return false;
  // Nanoseconds have more digits than a number holds.
  if (NANOSECONDS.test(value)) return setNumber(record, Number(value.slice(0, -6)));
  if (DIGITS.test(value)) return setNumber(record, Number(value)) || setDigits(record, value);
  const match = DATE.exec(value);
  return match === null ? readWritten(record, value) : setDate(record, match);
}

function readWritten(record: RequestRecord, value: string): boolean {
  const written = plainTime(value);
  if (typeof written === 'number') return setNumber(record, written);
  const match = written === undefined ? null : DATE.exec(written);
  return match !== null && setDate(record, match);
}

/** Sets what `DATE` has found. */
function setDate(record: RequestRecord, [, day, clock, zone]: RegExpExecArray): boolean {
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

/**
 * The time in what stands before a record on its line, in a form that `readTime` knows; empty without one.
 * @param written as for `withYear`: the classic form of syslog has no year
 */
export function timeInText(text: string, written?: number): string {
  const plain = PREFIX_TIME.exec(text)?.[0];
  if (plain !== undefined) return plain.replace(',', '.').replace(/^(\d{4})\/(\d\d)\//, '$1-$2-');
  const other = WEB_TIME.exec(text)?.[0] ?? EPOCH.exec(text)?.[1];
  if (other !== undefined) return other;
  const [, month = '', day = '', clock = ''] = SYSLOG_TIME.exec(text) ?? [];
  const number = MONTHS.indexOf(month) / 3 + 1;
  if (month === '' || !Number.isInteger(number)) return '';
  const two = (part: string): string => part.padStart(2, '0');
  return withYear(`${two(String(number))}-${two(day)} ${clock}`, written) ?? '';
}

/** A date with its time of day: ISO 8601, and with slashes as Go and nginx write it. */
const PREFIX_TIME = /\d{4}([-/])\d\d\1\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;
const WEB_TIME = /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}/;
/** Seconds or ms since 1970 at the start of a line. */
const EPOCH = /^\[?(1\d{9}(?:\.\d{1,9})?|1\d{12})\b/;
/** `May  4 08:00:00`, as RFC 3164 has it. */
const SYSLOG_TIME = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) [ 0]?(\d{1,2}) (\d\d:\d\d:\d\d) /;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

const YEARLESS = /^\d\d-\d\d \d\d:\d\d:\d\d$/;

const DIGITS = /^\d{9,20}(?:\.\d+)?$/;
const NANOSECONDS = /^\d{18,19}$/;
/** Longest text that is a time: JavaScript adds the name of a zone in brackets. */
const LONGEST = 80;
const DATE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|\s?[+-]\d{2}(?::?\d{2})?| UTC)?$/;
/** PostgreSQL writes whole hours without minutes. */
const HOURS = /^[+-]\d{2}$/;

/** `20260504080000`: as a number of ms it would be a time far ahead. */
function setDigits(record: RequestRecord, digits: string): boolean {
  const written = dateOfDigits(digits);
  const match = written === undefined ? null : DATE.exec(written);
  return match !== null && setDate(record, match);
}

function setNumber(record: RequestRecord, value: number): boolean {
  const time = millisecondsOf(value);
  if (time === undefined) return false;
  record.time = time;
  return true;
}

/** 1 January 2000 in seconds: numbers before it are not times of a language model. */
const EARLIEST = 946_684_800;
/** The year 2500: numbers of 14 and 17 digits beyond it are dates without signs between their parts. */
const FAR_AHEAD = 16_725_225_600_000;
/** The largest number of ms that a `Date` can show. */
const LATEST = 8.64e15;

/** Whether it is a number of ms that a calendar has: with another, nothing could say when the request was made. */
export const isTime = (value: number | undefined): value is number => value !== undefined && Math.abs(value) <= LATEST;

/** A time since 1970 in ms, its unit read from its size. Undefined when it cannot be one. */
export function millisecondsOf(value: number): number | undefined {
  // The small sum keeps .970 s from becoming 969 ms: 1772409603.970 * 1000 is a little less than the whole number.
  const time = value > 1e17 ? value / 1e6 : value > 1e14 ? value / 1e3 : value > 1e11 ? value : value * 1e3 + 5e-4;
  if (value > 1e13 && time > FAR_AHEAD) return undefined;
  return value >= EARLIEST && time <= LATEST ? Math.floor(time) : undefined;
}
