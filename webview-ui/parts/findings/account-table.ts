/** Accounts as a list with search. */
import type { AccountRow } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { time } from '../format.ts';
import { entityLink } from '../entities/entity-words.ts';
import { searchBox } from '../controls/search.ts';
import { standingMark } from './decided.ts';
import { scoreBar } from './verdict.ts';
import { findingOf } from '../../../src/text/evidence-side.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { countColumn, type Column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';

const COLUMNS: readonly Column<AccountRow>[] = [
  {
    title: 'Account',
    width: 'minmax(7rem, 2fr)',
    sort: (row) => row.account,
    cell: (row) => longName(row.account),
  },
  {
    title: 'Score',
    width: 'minmax(5.5rem, 7.5rem)',
    sort: (row) => row.score,
    // Who was not judged has none.
    cell: (row) => (row.verdict === 'not-judged' ? '–' : scoreBar(row.score)),
  },
  countColumn('Requests', '5rem', (row) => row.requests, 440),
  countColumn('Flagged', '5rem', (row) => row.flaggedRequests, 560),
  {
    title: 'Why',
    width: 'minmax(12rem, 4fr)',
    from: 700,
    cell: ({ why }) => h('span.muted', { title: why }, short(findingOf(why).finding ?? why, 200)),
  },
  {
    title: 'Campaign',
    width: 'minmax(5rem, 1fr)',
    from: 620,
    sort: (row) => row.campaign,
    cell: (row) => h('bdi', short(row.campaign, 60)),
  },
  { title: 'First seen', width: '9rem', from: 1250, sort: (row) => -(row.first ?? 0), cell: (row) => time(row.first) },
  { title: 'Last seen', width: '9rem', from: 1400, sort: (row) => row.last ?? 0, cell: (row) => time(row.last) },
];

/** What people decided replaces the verdict. */
function verdictColumn(page: PageContext): Column<AccountRow> {
  return {
    title: 'Verdict',
    width: 'minmax(6.5rem, 9.5rem)',
    sort: (row) => page.find.decided('account', row.account)?.state ?? row.verdict,
    cell: (row) => standingMark(page, 'account', row.account, row.verdict, row.score),
  };
}

/** Leads to who else belongs to it. */
function organisationColumn(page: PageContext): Column<AccountRow> {
  return {
    title: 'Organisation',
    width: 'minmax(5rem, 1fr)',
    from: 1100,
    sort: (row) => row.organisation,
    cell: ({ organisation }) =>
      organisation === '' ? '' : entityLink(page, { kind: 'organisation', value: organisation }),
  };
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
    empty: 'No account matches.',
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
