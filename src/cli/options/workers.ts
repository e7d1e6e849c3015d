import { availableParallelism } from 'node:os';
import type { Typed } from '../command.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * The value of `--workers`; undefined if it was not given.
 * @throws UsageError for anything but a sensible number of threads
 */
export function workersOf({ values }: Typed): number | undefined {
  const { workers } = values;
  return workers === undefined ? undefined : wholeNumber('workers', workers, 1, Math.max(16, availableParallelism()));
}
