/** The heatmap as a table: the same accounts in the same order, time in at most fourteen columns. */
import { count } from '../../../src/text/numbers.ts';
import { zoneLabel } from '../../parts/clock.ts';
import { h } from '../../parts/dom.ts';
import { shortTime, span } from '../../parts/format.ts';
import { notice } from '../../parts/notice.ts';
import { verdictCell } from '../../parts/findings/verdict.ts';
import { longName } from '../../parts/long-name.ts';
import { column } from '../../parts/table-column.ts';
import { virtualTable } from '../../parts/virtual-table.ts';
import { gridQuery, type HeatmapOptions } from './heatmap-options.ts';
import { formatMetric, METRICS } from '../metrics.ts';
import { timeBins } from './time-bins.ts';
import { t } from '../../parts/words.ts';
import { numberOf } from '../../parts/number-of.ts';

type HeatmapTableOptions = Omit<HeatmapOptions, 'opened' | 'ranged' | 'counted'>;

const COLUMNS = 14;
/** The protocol's limit of one question; a filter reaches the others. */
const ROWS = 2000;

export function heatmapTable(options: HeatmapTableOptions): HTMLElement {
  const { page, label, settings, period } = options;
  const bins = timeBins(...(settings.range ?? period), COLUMNS);
  const holder = h('div.stack', h('p.muted', t('Loading…')));
  const query = gridQuery(settings, bins, options);
  page.ask('heatmap', { ...query, firstRow: 0, rows: ROWS }).then(
    (grid) => {
      if (page.signal.aborted) return;
      const table = virtualTable<number>({
        label,
        rows: grid.accounts.map((_, index) => index),
        columns: [
          column('Account', 'minmax(8rem, 1.4fr)', (row) => longName(grid.accounts[row] ?? '')),
          column(
            'Verdict',
            '8rem',
            (row) => verdictCell({ verdict: grid.verdicts[row] ?? 'none', score: grid.scores[row] ?? 0 }),
            {
              from: 560,
            },
          ),
          ...Array.from({ length: bins.bins }, (_, bin) => ({
            title: shortTime(bins.from + bin * bins.step, bins.step),
            width: 'minmax(3rem, 1fr)',
            align: 'right' as const,
            cell: (row: number) => formatMetric(settings.metric, grid.values[row * grid.bins + bin] ?? 0),
          })),
        ],
        open: (row) => page.go({ page: 'account', account: grid.accounts[row] ?? '' }),
        openLine: (row) => page.openFirst({ account: grid.accounts[row] ?? '', from: bins.from, to: bins.to }),
        empty: t('No account matches.'),
        inSight: 16,
        signal: page.signal,
      });
      const first =
        grid.totalRows > ROWS ? ` ${t('The first {0} of {1}', count(ROWS), numberOf(grid.totalRows, 'account'))}.` : '';
      const note = `${t(METRICS[settings.metric].name)}, ${span(bins.from, bins.to)}, ${zoneLabel()}.${first} ${t('Enter opens the account, L its log lines.')}`;
      holder.replaceChildren(h('p.muted', note), table.element);
    },
    (error: unknown) => !page.signal.aborted && holder.replaceChildren(notice(error)),
  );
  return holder;
}
