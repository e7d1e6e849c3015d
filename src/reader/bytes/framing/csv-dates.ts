/**
 * Dates as spreadsheets write them, which one cell alone cannot tell: whether 4/5/2026 is in April or May, and whether 46356.25 is a
 * day at all. The column says it: a 29th is no month, and one of times that holds nothing but such numbers holds days since 1900.
 */

/** What comes first in a date with slashes, or that it is a number of days. */
export type DateOrder = 'month' | 'day' | 'serial';

const SLASHES =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}),? {1,2}(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?(?: ?([AaPp])\.?[Mm]\.?)?$/;
const SERIAL = /^(\d{5})(?:[.,]\d{1,15})?$/;
const OF_TIMES = /time|zeit|dat(?:e|um)\b|stamp|^ts$|created|started|received|sent/i;

/** 1 January 2000 and 2100, as days since 1900. */
const [EARLIEST, LATEST] = [36_526, 73_051];
/** 1 January 1970. */
const EPOCH = 25_569;
const DAY_MS = 86_400_000;

/** The columns whose cells are dates of one of these kinds, as far as the first rows tell. */
export function dateColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlyMap<number, DateOrder> {
  const orders = new Map<number, DateOrder>();
  for (const [column, name] of names.entries()) {
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    const order = cells.length === 0 ? undefined : orderOf(name, cells);
    if (order !== undefined) orders.set(column, order);
  }
  return orders;
}

function orderOf(name: string, cells: readonly string[]): DateOrder | undefined {
  const dates = cells.map((cell) => SLASHES.exec(cell));
  if (dates.every((date) => date !== null)) {
    const isPastTwelve = (part: number): boolean => dates.some((date) => Number(date[part]) > 12);
    if (isPastTwelve(1) !== isPastTwelve(2)) return isPastTwelve(1) ? 'day' : 'month';
    return undefined;
  }
  if (!OF_TIMES.test(name) || !cells.every((cell) => isSerial(cell))) return undefined;
  return cells.some((cell) => cell.length > 5) ? 'serial' : undefined;
}

function isSerial(cell: string): boolean {
  const day = Number(SERIAL.exec(cell)?.[1] ?? 0);
  return day >= EARLIEST && day < LATEST;
}

/** A cell of such a column as a time that can be read alone; another one as it is. */
export function plainDate(cell: string, order: DateOrder): string {
  if (order === 'serial') {
    if (!isSerial(cell)) return cell;
    // A day has more digits than Excel shows: what is missing is less than a millisecond.
    const ms = Math.round((Number(cell.replace(',', '.')) - EPOCH) * DAY_MS);
    return new Date(ms).toISOString().replace('T', ' ').slice(0, -1);
  }
  const [, first = '', second = '', year = '', hour = '', minute = '', seconds = '00', half] = SLASHES.exec(cell) ?? [];
  if (first === '') return cell;
  const [month, day] = order === 'month' ? [first, second] : [second, first];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${seconds}`;
}
