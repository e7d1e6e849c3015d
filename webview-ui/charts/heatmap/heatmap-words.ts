/** A cell of the heatmap in words: for the tooltip and for screen readers. */
import { probability } from '../../../src/text/numbers.ts';
import type { Metric } from '../../../src/protocol/messages.ts';
import { freshId, h } from '../../parts/dom.ts';
import { span } from '../../parts/format.ts';
import type { Called } from '../../../src/protocol/view-model.ts';
import { sureness } from '../../../src/text/verdicts.ts';
import { verdictLabel, verdictMark } from '../../parts/findings/verdict.ts';
import { t } from '../../parts/words.ts';
import { short } from '../../../src/text/visible.ts';
import type { Cell } from './heatmap-paint.ts';
import type { HeatmapRows } from './heatmap-rows.ts';
import { METRICS } from '../metrics.ts';

/** A row and a cell out of sight, whose text is that of the cell under the cursor. */
export function spokenCell(): { element: HTMLElement; row: HTMLElement; cell: HTMLElement } {
  const row = h('span', { role: 'rowheader' }, t('No account matches.'));
  const cell = h('span', { role: 'gridcell', id: freshId('cell') });
  return { element: h('div.sr-only', { role: 'row' }, row, cell), row, cell };
}

function amount(rows: HeatmapRows, cell: Cell, metric: Metric): string {
  const value = rows.value(cell.row, cell.from);
  return value === undefined ? t('Loading…') : METRICS[metric].unit(value);
}

/** How sure it is, where there is something to say. */
function sure(row: { verdict: Called; score: number }): string[] {
  const words = row.verdict === 'not-judged' ? '' : sureness(row, t);
  return words === '' ? [] : [words];
}

export function cellWords(rows: HeatmapRows, cell: Cell, metric: Metric): { account: string; value: string } {
  const row = rows.row(cell.row);
  const account =
    row === undefined ? t('Loading…') : [short(row.account, 80), verdictLabel(row), ...sure(row)].join(', ');
  return { account, value: `${span(cell.from, cell.to)}: ${amount(rows, cell, metric)}` };
}

/** Lines of the tooltip; none while the row is on its way. */
export function cellTip(rows: HeatmapRows, cell: Cell, metric: Metric): (HTMLElement | string)[] {
  const row = rows.row(cell.row);
  if (row === undefined) return [];
  const { account, verdict, score, campaign } = row;
  return [
    h('b', amount(rows, cell, metric)),
    span(cell.from, cell.to),
    h('bdi', short(account, 60)),
    h('span', verdictMark(row), verdict === 'not-judged' ? '' : ` ${[probability(score), ...sure(row)].join(', ')}`),
    ...(campaign === '' ? [] : [h('span.muted', `${t('Campaign')} `, h('bdi', short(campaign, 40)))]),
  ];
}
