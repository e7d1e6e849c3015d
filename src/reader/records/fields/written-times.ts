/**
 * Times as languages, databases and web servers write them, in the form `2025-01-24 09:20:46.84 +0200`. What could be one
 * day or another, as `4/5/2026 10:00` is, is left alone. The texts are short: see `readTime`.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What a text says, as a date in digits or in ms since 1970; undefined where it is no time. */
export function plainTime(value: string): string | number | undefined {
  for (const { shape, read } of SHAPES) {
    const match = shape.exec(value);
    if (match !== null) return read(match.slice(1));
  }
  return undefined;
}

const SHAPES: readonly { shape: RegExp; read: (parts: readonly string[]) => string | number | undefined }[] = [
  {
    // Web servers: `14/Jan/2025:11:06:14 +0000`.
    shape: /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\S+(?: [+-]\d{4})?)$/,
    read: ([day = '', month = '', year = '', rest = '']) => dateOf(year, month, day, rest),
  },
  {
    // The portal of Azure, and people in the USA: `6/1/2025, 8:00:02.123 PM`.
    shape: /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2})(:\d{2}:\d{2}(?:\.\d{1,9})?) (AM|PM)$/,
    read: ([month = '', day = '', year = '', hour = '', rest = '', half = '']) =>
      dateOf(year, month, day, `${hourOf(hour, half)}${rest}`),
  },
  {
    // ISO 8601 without signs (`20260504T080000Z`), with slashes (Go, Perl), with a comma (Python), or with the name of a zone (Java).
    shape:
      /^(\d{4})([-/]?)(\d{2})\2(\d{2})[T ](\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?( ?Z| ?[+-]\d{2}:?\d{2}| ?(?:UTC|GMT))?(?: [A-Z]{3,5}| ?\[[\w/+-]{1,40}\])?$/,
    read: ([year = '', , month = '', day = '', hour, minute, second, fraction, zone = '']) =>
      dateOf(
        year,
        month,
        day,
        `${hour}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}${zoneOf(zone)}`,
      ),
  },
  {
    // German and other ways of writing with dots: `04.05.2026, 08:00:00`.
    shape: /^(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)$/,
    read: ([day = '', month = '', year = '', clock = '']) => dateOf(year, month, day, clock.replace(',', '.')),
  },
  {
    // Kibana, spreadsheets and people: `Nov 29, 2026 @ 06:13:02.123`, `May 4, 2026, 8:00:02 PM`, `May 4, 2026 at 8:00 PM`.
    shape:
      /^([A-Z][a-z]{2})[a-z]{0,6} (\d{1,2}), (\d{4}),?(?: @| at)? (\d{1,2})(:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?: (AM|PM))?( (?:UTC|GMT))?$/,
    read: ([month = '', day = '', year = '', hour = '', rest = '', half, zone = '']) =>
      dateOf(
        year,
        month,
        day,
        `${half === undefined ? hour.padStart(2, '0') : hourOf(hour, half)}${rest}${zoneOf(zone)}`,
      ),
  },
  {
    // Headers and mails: `Mon, 04 May 2026 08:00:00 GMT`.
    shape: /^(?:[A-Z][a-z]{2}, )?(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{4}) (\d{2}:\d{2}:\d{2}) (GMT|UTC|[+-]\d{4})$/,
    read: ([day = '', month = '', year = '', clock = '', zone = '']) => dateOf(year, month, day, clock + zoneOf(zone)),
  },
  {
    // C, Java and JavaScript: `Mon May  4 08:00:00 2026`, `Mon May 04 08:00:00 UTC 2026`, `Mon May 04 2026 08:00:00 GMT+0200 (…)`.
    shape: /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (?:(UTC|GMT) )?(\d{4})$/,
    read: ([month = '', day = '', clock = '', zone, year = '']) => dateOf(year, month, day, clock + zoneOf(zone ?? '')),
  },
  {
    shape: /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \([\w ]{1,40}\))?$/,
    read: ([month = '', day = '', year = '', clock = '', zone = '']) => dateOf(year, month, day, clock + zoneOf(zone)),
  },
  {
    // Older JSON of .NET: ms, the zone being that of the server and of no account.
    shape: /^\\?\/Date\((\d{11,14})(?:[+-]\d{4})?\)\\?\/$/,
    read: ([ms]) => Number(ms),
  },
];

function dateOf(year: string, month: string, day: string, rest: string): string | undefined {
  const number = /^\d/.test(month) ? month : String(MONTHS.indexOf(month) + 1);
  return number === '0' ? undefined : `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')} ${rest}`;
}

/** An hour of twelve as one of twenty-four. */
function hourOf(hour: string, half: string): string {
  return String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0');
}

function zoneOf(zone: string): string {
  const name = zone.trim();
  return name === '' ? '' : name === 'Z' || name === 'UTC' || name === 'GMT' ? 'Z' : ` ${name}`;
}

/** `20260504080000`, also with ms behind it. */
export function dateOfDigits(digits: string): string | undefined {
  const [, year, month, day, hour, minute, second, ms] =
    /^(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})?$/.exec(digits) ?? [];
  if (year === undefined) return undefined;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}${ms === undefined ? '' : `.${ms}`}`;
}

/**
 * The time in an object or a list: MongoDB's and Firestore's, a timestamp of Protobuf or of Log4j, what loguru writes, and
 * the numbers in which Java writes a local time.
 */
export function timeInside(value: object): string | number | undefined {
  if (Array.isArray(value)) return dateOfParts(value);
  const {
    $date,
    $numberLong,
    timestamp,
    seconds,
    _seconds,
    epochSecond,
    nanos,
    _nanoseconds,
    nanoseconds,
    nanoOfSecond,
  } = value as Readonly<Record<string, unknown>>;
  const whole = [seconds, _seconds, epochSecond].find(isNumeric);
  if (whole !== undefined) {
    const rest = [nanos, _nanoseconds, nanoseconds, nanoOfSecond].find(isNumeric);
    return Number(whole) * 1000 + Math.floor(Number(rest ?? 0) / 1e6);
  }
  const inner = $date ?? $numberLong ?? timestamp;
  if (typeof inner === 'object' && inner !== null)
    return '$numberLong' in inner ? numeric(inner.$numberLong) : undefined;
  return typeof inner === 'string' || typeof inner === 'number' ? inner : undefined;
}

const isNumeric = (value: unknown): boolean => numeric(value) !== undefined;

function numeric(value: unknown): number | undefined {
  return typeof value === 'number' || (typeof value === 'string' && /^\d{1,19}$/.test(value))
    ? Number(value)
    : undefined;
}

/** `[2026,5,4,8,0,0,123000000]`: the last number is in ns. */
function dateOfParts(parts: readonly unknown[]): string | undefined {
  if (parts.length < 5 || parts.length > 7 || !parts.every((part) => Number.isInteger(part))) return undefined;
  const [year, month, day, hour, minute, second = 0, ns = 0] = parts as number[];
  const two = (part: number | undefined): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}.${String(ns).padStart(9, '0')}`;
}
