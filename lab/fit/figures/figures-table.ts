/** Figures of many logs as one row. */
import { mean } from '../../../src/report/benchmark/metrics.ts';
import type { LogFigures } from '../log-figures.ts';

export const COLUMNS = [
  'logs',
  'found, of those with ≥ 3 harvest requests',
  'all found',
  'scenarios ≥ .8',
  'mean AP',
  'campaigns found',
  'accused: benign',
  'relay',
  'listed',
  'innocent > .5',
] as const;

/** Share of attackers with enough requests from which a scenario counts as found. */
const ENOUGH = 0.8;

/** Cells under `COLUMNS`. */
export function figureCells(logs: readonly LogFigures[]): string[] {
  const sum = (key: Exclude<keyof LogFigures, 'name' | 'averagePrecision'>): number =>
    logs.reduce((total, log) => total + log[key], 0);
  const attacked = logs.filter(({ busy }) => busy > 0);
  const enough = attacked.filter(({ busy, busyFound }) => busyFound >= ENOUGH * busy);
  const precisions = logs.flatMap(({ averagePrecision }) => averagePrecision ?? []);
  const of = (part: number, whole: number): string =>
    whole === 0 ? '-' : `${part} of ${whole} (${(part / whole).toFixed(3)})`;
  return [
    String(logs.length),
    of(sum('busyFound'), sum('busy')),
    of(sum('found'), sum('attackers')),
    `${enough.length} of ${attacked.length}`,
    precisions.length > 0 ? mean(precisions).toFixed(3) : '-',
    `${sum('campaignsFound')} of ${sum('campaigns')}`,
    `${sum('benignAccused')} of ${sum('benign')}`,
    `${sum('relaysAccused')} of ${sum('relays')}`,
    String(sum('listed')),
    `${sum('innocentHigh')} of ${sum('innocent')}`,
  ];
}
