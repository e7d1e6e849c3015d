/** What weights are fitted on: dumped logs, or the statistics that the repository keeps. */
import type { Dump } from '../logs/dumped.ts';
import { sourceHash } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { type Measured, readTable, TABLE } from './statistics-table.ts';

/**
 * @param folder of dumps; undefined for the statistics that are kept
 * @param names suites, with `:a` or `:b` for one side of their pipelines; of what is kept all, if none is named
 */
export function fittedOn(folder: string | undefined, names: readonly string[]): { measured: Measured; dumps: Dump[] } {
  if (folder !== undefined) {
    const date = new Date().toISOString().slice(0, 10);
    const statistics = sourceHash(['src/engine/campaigns']);
    return { measured: { date, statistics, suites: [...names] }, dumps: dumpsOf(folder, names) };
  }
  const { measured, dumps } = readTable(TABLE);
  const suites = names.length === 0 ? measured.suites : [...names];
  return {
    measured: { ...measured, suites },
    dumps: suites.flatMap((name) => {
      const [suite, side] = name.split(':');
      return dumps.filter(({ log }) => log.suite === suite && (side === undefined || log.side === side));
    }),
  };
}
