/** Which dumps an argument names. */
import { readTable } from '../tables/statistics-table.ts';
import { type Dump, readDumps } from './dumped.ts';

/**
 * `SUITE`, or `SUITE:a` and `SUITE:b` for logs whose campaigns use one half of the pipelines.
 * @param from a folder of dumps, or a file of kept statistics
 */
export function dumpsOf(from: string, names: readonly string[]): Dump[] {
  const kept = from.endsWith('.gz') ? readTable(from).dumps : undefined;
  return names.flatMap((name) => {
    const [suite = '', side] = name.split(':');
    const dumps = kept ? kept.filter(({ log }) => log.suite === suite) : readDumps(from, [suite]);
    if (dumps.length === 0) throw new Error(`There is no log of suite ${suite} in ${from}.`);
    return dumps.filter(({ log }) => side === undefined || log.side === side);
  });
}
