/** What weights are fitted on: dumped logs, or the statistics that the repository keeps. */
import type { Dump } from '../logs/dumped.ts';
import { sourceHash } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { type Measured, readTable, TABLE } from './statistics-table.ts';

/**
 * @param folder of dumps; undefined for the statistics that are kept
 * @param names suites, with `:a` or `:b` for one side of their pipelines; of what is kept those meant to be fitted on, if none is named
 */
export function fittedOn(folder: string | undefined, names: readonly string[]): { measured: Measured; dumps: Dump[] } {
  const measured =
    folder === undefined
      ? readTable(TABLE).measured
      : { date: new Date().toISOString().slice(0, 10), statistics: sourceHash(['src/engine/campaigns']), suites: [] };
  const suites = names.length === 0 ? measured.suites : [...names];
  return { measured: { ...measured, suites }, dumps: dumpsOf(folder ?? TABLE, suites) };
}
