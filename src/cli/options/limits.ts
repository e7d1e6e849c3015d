import { type Limits, LIMIT_RANGES } from '../../reader/bytes/files/limits.ts';
import { count } from '../../text/numbers.ts';
import { type CommandOption, option, type Typed } from '../command.ts';
import type { ValueName } from '../usage/option-names.ts';
import { UsageError } from '../usage-error.ts';
import { wholeNumber } from './whole-number.ts';

const MB = 1 << 20;
/** In MB. */
const MOST_MEMORY = 999_999_999;

/** Options that limit how much of a hostile or broken log is read. */
export const LIMIT_OPTIONS: readonly CommandOption[] = [
  option('max-line MB', 'maximum line length (default and maximum: 256); longer lines are rejected'),
  option('max-ratio N', 'maximum ratio of unpacked to packed size (default: 1000)'),
];

export const MEMORY_OPTION = option(
  'memory MB',
  'stop with a message if more memory than this would be needed (default: the memory available)',
);

/**
 * The value of `MEMORY_OPTION` in bytes.
 * @throws UsageError for what is no number
 */
export function memoryOf({ values: { memory } }: Typed): { memory?: number } {
  return memory === undefined ? {} : { memory: wholeNumber('memory', memory, 1, MOST_MEMORY, 'MB') * 1e6 };
}

/**
 * The values of `LIMIT_OPTIONS`.
 * @throws UsageError for a number out of range
 */
export function limitsOf({ values }: Typed): { limits?: Partial<Limits> } {
  const lineBytes = given('max-line', values, LIMIT_RANGES.lineBytes, MB);
  const unpackRatio = given('max-ratio', values, LIMIT_RANGES.unpackRatio, 1);
  if (lineBytes === undefined && unpackRatio === undefined) return {};
  return {
    limits: { ...(lineBytes !== undefined && { lineBytes }), ...(unpackRatio !== undefined && { unpackRatio }) },
  };
}

function given(
  option: ValueName,
  values: Typed['values'],
  [low, high]: readonly [number, number],
  unit: number,
): number | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  const number = Number(value) * unit;
  if (value.trim() !== '' && number >= low && number <= high) return Math.floor(number);
  throw new UsageError(
    `--${option} takes a number from ${low < unit ? low / unit : count(low / unit)} to ${count(high / unit)}, not "${value}".`,
  );
}
