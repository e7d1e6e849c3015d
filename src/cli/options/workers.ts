import { availableParallelism } from 'node:os';
import type { Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The value of `--workers`; undefined if it was not given.
 * @throws UsageError for anything but a sensible number of threads
 */
export function workersOf({ values }: Typed): number | undefined {
  const value = values['workers'];
  if (value === undefined) return undefined;
  const workers = Number(value);
  const limit = Math.max(16, availableParallelism());
  if (Number.isInteger(workers) && workers >= 1 && workers <= limit) return workers;
  throw new UsageError(`--workers takes a whole number from 1 to ${limit}, not "${value}".`);
}
