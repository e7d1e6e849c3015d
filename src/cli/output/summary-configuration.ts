import type { Report } from '../../report/shape/report.ts';
import { visible } from '../../text/visible.ts';
import type { Style } from './summary-findings.ts';
import { table } from './text-layout.ts';

/** Settings that are not defaults, and where each came from. */
export function configurationText({ configuration = [] }: Report, style: Style): string[] {
  const rows = configuration
    .filter(({ from }) => from !== 'default')
    .map(({ key, value, from, place = from }) => [`  ${key}`, visible(value), visible(place)]);
  return rows.length === 0 ? [] : [style.bold('Settings'), ...table(rows)];
}
