/** Every account over time, and the same accounts as a list. */
import type { PageContext } from '../app/context.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import type { Density } from '../charts/heatmap/heatmap-layout.ts';
import { knownMetric } from '../charts/metrics.ts';
import { smallMultiples } from '../charts/small-multiples.ts';
import { accountTable } from '../parts/findings/account-table.ts';
import { h } from '../parts/dom.ts';
import { section } from '../parts/section.ts';
import { t } from '../parts/words.ts';

/** Row height lives as long as the dashboard: it is taste, not part of an investigation. */
let density: Density = 'compact';

export function accountsPage(page: PageContext): Node[] {
  const { metric, sort, group = 'none', filter, range } = page.state();
  const oneByOne = h('div');
  const drawOneByOne = (): void => {
    const { metric: shown, sort: order, filter: words } = page.state();
    const charts = smallMultiples({
      page,
      title: 'Account by account',
      query: { metric: knownMetric(page.overview, shown), sort: order, filter: words },
    });
    oneByOne.replaceChildren(...(charts === null ? [] : [charts]));
  };
  drawOneByOne();
  return [
    h('h1.sr-only', t('Accounts')),
    heatmapFigure({
      page,
      title: 'Accounts over time',
      tall: true,
      settings: { metric, sort, group, filter, range, density },
      changed: ({ density: rows, ...change }) => {
        if (rows !== undefined) density = rows;
        if (Object.keys(change).length > 0) page.update(change);
        if ('metric' in change || 'sort' in change || 'filter' in change) drawOneByOne();
      },
    }),
    oneByOne,
    section(
      'All accounts',
      t('Press Enter to open the account, or L to open its first log line.'),
      accountTable(page, page.overview.accounts, { inSight: 20 }),
    ),
  ];
}
