/** Numbers and times in the words of charts and tables, in addition to those of `src/text`. Times are by the clock that is set. */
import { count, rate } from '../../src/text/numbers.ts';
import { shortMiddle } from '../../src/text/visible.ts';
import { clockFormat, isMidnight } from './clock.ts';
import { t } from './words.ts';
import type { LineRef } from '../../src/protocol/view-model.ts';

const compactFormat = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumSignificantDigits: 3 });

/** 12345 → `12.3K`. */
export const compact = (value: number): string => (value < 1000 ? count(value) : compactFormat.format(value));
/** A share of a whole, 0 to 1, where none and all are plain facts: `0%`, `37%`, `100%`; `–` when there is no whole. */
export function share(part: number, of = 1): string {
  const value = part / of;
  if (Number.isNaN(value)) return '–';
  return value === 0 || value === 1 ? `${100 * value}%` : rate(value);
}

/** A number with what share of a whole it is; none is no share worth naming. */
export const partOf = (part: number, of: number): string => (part === 0 ? '0' : `${count(part)} (${share(part, of)})`);

/** Dates are written as in terminals, exports and logs: `2025-03-03`. */
const day = clockFormat('%Y-%m-%d');
const minute = clockFormat('%Y-%m-%d %H:%M');
const second = clockFormat('%Y-%m-%d %H:%M:%S');
const hour = clockFormat('%H:%M');
const dayMonth = clockFormat('%m-%d');

const date = (ms: number): string => day(new Date(ms));
export const time = (ms: number | null): string => (ms === null ? t('no time') : minute(new Date(ms)));
export const exactTime = (ms: number | null): string => (ms === null ? t('no time') : second(new Date(ms)));

/** For narrow headings, without the year: `03-03` for bins of days, `03-03 14:00` for shorter ones. */
export const shortTime = (ms: number, step: number): string =>
  step < 86_400_000 ? `${dayMonth(new Date(ms))} ${hour(new Date(ms))}` : dayMonth(new Date(ms));

/** A span of time in the fewest words: `2025-03-03 14:00–15:00` or `2025-03-03 – 2025-03-09`. */
export function span(from: number, to: number): string {
  if (date(from) === date(to - 1)) {
    const wholeDay = to - from === 86_400_000 && isMidnight(from);
    return wholeDay ? date(from) : `${date(from)} ${hour(new Date(from))}–${hour(new Date(to))}`;
  }
  // Over half a week the hours at the ends say nothing more.
  const midnights = to - from > 3.5 * 86_400_000 || (isMidnight(from) && isMidnight(to));
  return midnights ? `${date(from)} – ${date(to - 1)}` : `${time(from)} – ${time(to)}`;
}

/** `requests.jsonl:1204`: the last part of the path and the line, as terminals and exports write it and editors take it. */
export function place(line: LineRef): string {
  return `${line.file.split(/[\\/]/).at(-1) ?? line.file}:${line.line}`;
}

/** Characters of a file's name beside its line where there is little room. */
const NAME = 32;

/** As `place`, with the middle of a long name left out: at its end stands the line, which must not be cut off. */
export function shortPlace(line: LineRef): string {
  const whole = place(line);
  const name = whole.slice(0, whole.lastIndexOf(':'));
  return `${shortMiddle(name, NAME, 13)}:${line.line}`;
}

/** Names of the days of the week, from Monday. */
export const dayNames = (): string[] => [
  ...[t('Monday'), t('Tuesday'), t('Wednesday'), t('Thursday'), t('Friday'), t('Saturday'), t('Sunday')],
];
/** Hour of the day as a span: 9 → `09:00–10:00`. */
export const hourSpan = (index: number): string =>
  `${String(index).padStart(2, '0')}:00–${String(index + 1).padStart(2, '0')}:00`;
