/** What an account sends, by template. */
import { templateOpenings } from '../../../src/text/template-names.ts';
import { short } from '../../../src/text/visible.ts';
import type { AccountReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { share } from '../format.ts';
import { numberOf } from '../number-of.ts';
import { section } from '../section.ts';
import { column, countColumn } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';
import { skeletonLine } from './skeleton.ts';
import { scoreColumn } from './verdict.ts';

export function accountSlices(page: PageContext, report: AccountReport): HTMLElement {
  const { account } = report;
  const openings = templateOpenings(page.overview.templates);
  const table = virtualTable<AccountReport['slices'][number]>({
    label: 'What this account sends, by template',
    rows: report.slices,
    columns: [
      column('Template', 'minmax(7rem, 3fr)', ({ template }) => {
        const known = page.find.template(template);
        return known === undefined
          ? h('bdi', short(template, 80))
          : skeletonLine(known.parts, undefined, openings.get(template));
      }),
      scoreColumn(({ score }) => ({ verdict: report.verdict, score })),
      countColumn('Requests', '5rem', (slice) => slice.requests),
      column('>Share', '4rem', (slice) => share(slice.requests, report.requests), { from: 480 }),
      column('Log', '5rem', ({ template }) =>
        h('button.link', { onclick: () => page.openFirst({ account, template }) }, t('First line')),
      ),
    ],
    open: ({ template }) => page.go({ page: 'template', template }),
    openLine: ({ template }) => page.openFirst({ account, template }),
    empty: t('None of this account’s requests uses a template.'),
    inSight: 10,
    signal: page.signal,
  });
  const covered = report.slices.reduce((sum, slice) => sum + slice.requests, 0);
  return section(
    'Templates',
    report.slices.length === 0
      ? null
      : t(
          '{0}, {1} of the requests. Enter opens the template, L the log line.',
          numberOf(report.slices.length, 'template'),
          share(covered, report.requests),
        ),
    table.element,
  );
}
