/** Accounts as a list with search. */
import type { AccountRow } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { time } from '../format.ts';
import { entityLink } from '../entities/entity-words.ts';
import { searchBox } from '../controls/search.ts';
import { standingMark } from './decided.ts';
import { scoreColumn } from './verdict.ts';
import { findingOf } from '../../../src/text/evidence-side.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { column, type Column, countColumn } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

const COLUMNS: readonly Column<AccountRow>[] = [
  column('Account', 'minmax(7rem, 2fr)', (row) => longName(row.account), { sort: (row) => row.account }),
  scoreColumn<AccountRow>((row) => row, { width: 'minmax(5.5rem, 7.5rem)' }),
  countColumn('Requests', '5rem', (row) => row.requests, 440),
  countColumn('Flagged', '5rem', (row) => row.flaggedRequests, 560),
  column(
    'Why',
    'minmax(12rem, 4fr)',
    ({ why }) => h('span.muted', { title: why }, short(findingOf(why).finding ?? why, 200)),
    { from: 700 },
  ),
  column('Campaign', 'minmax(5rem, 1fr)', (row) => h('bdi', short(row.campaign, 60)), {
    sort: (row) => row.campaign,
    from: 620,
  }),
  column('First seen', '9rem', (row) => time(row.first), { sort: (row) => -(row.first ?? 0), from: 1250 }),
  column('Last seen', '9rem', (row) => time(row.last), { sort: (row) => row.last ?? 0, from: 1400 }),
];

/** What people decided replaces the verdict. */
function verdictColumn(page: PageContext): Column<AccountRow> {
  return column('Verdict', 'minmax(6.5rem, 9.5rem)', (row) => standingMark(page, 'account', row.account, row), {
    sort: (row) => page.find.decided('account', row.account)?.state ?? row.verdict,
  });
}

/** Leads to who else belongs to it. */
function organisationColumn(page: PageContext): Column<AccountRow> {
  return column(
    'Organisation',
    'minmax(5rem, 1fr)',
    ({ organisation }) => (organisation === '' ? '' : entityLink(page, { kind: 'organisation', value: organisation })),
    { sort: (row) => row.organisation, from: 1100 },
  );
}

/** `without` names columns that are the same in every row. */
export function accountTable(
  page: PageContext,
  rows: readonly AccountRow[],
  { inSight, without = [] }: { inSight: number; without?: readonly string[] },
): HTMLElement {
  const table = virtualTable<AccountRow>({
    label: 'Accounts',
    columns: [
      ...COLUMNS.slice(0, 1),
      verdictColumn(page),
      ...COLUMNS.slice(1, -2),
      organisationColumn(page),
      ...COLUMNS.slice(-2),
    ].filter(({ title }) => !without.includes(title)),
    rows,
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account }),
    sorted: 'Score',
    empty: t('No account matches.'),
    inSight,
    signal: page.signal,
  });
  const search = searchBox({
    label: 'Search accounts',
    what: 'account',
    rows,
    text: (row) => `${row.account}\n${row.organisation}\n${row.campaign}`,
    found: table.setRows,
  });
  return h('div.stack', search, table.element);
}
