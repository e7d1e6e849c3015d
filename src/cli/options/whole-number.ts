/** Whole numbers that options take. */
import { count } from '../../text/numbers.ts';
import type { ValueName } from '../usage/option-names.ts';
import { UsageError } from '../usage-error.ts';

/**
 * @param unit what it is a number of, where that is not clear
 * @throws UsageError for anything but a whole number in the range
 */
export function wholeNumber(option: ValueName, typed: string, low: number, high: number, unit = ''): number {
  const number = Number(typed);
  if (typed.trim() !== '' && Number.isInteger(number) && number >= low && number <= high) return number;
  const what = unit === '' ? 'a whole number' : `a whole number of ${unit}`;
  throw new UsageError(`--${option} takes ${what} from ${count(low)} to ${count(high)}, not "${typed}".`);
}
