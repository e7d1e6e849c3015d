/** Accounts that were not judged for a harvest of their own, on the page of what was cleared. */
import { NOT_JUDGED, WHY_NOT_JUDGED } from '../../src/text/single-account-harvests.ts';
import { count } from '../../src/text/numbers.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import type { SingleAccountHarvest, SingleAccountHarvests } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { section } from '../parts/section.ts';
import { column, countColumn } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { t } from '../parts/words.ts';

/** Where there is none, no section. */
export function singleAccountHarvests(page: PageContext, alone: SingleAccountHarvests | undefined): HTMLElement[] {
  if (alone === undefined) return [];
  const { accounts, first } = alone;
  const table = virtualTable<SingleAccountHarvest>({
    label: NOT_JUDGED,
    rows: first,
    columns: [
      column('Account', 'minmax(7rem, 2fr)', ({ account }) => longName(account), { sort: ({ account }) => account }),
      countColumn('Requests', '5rem', ({ requests }) => requests),
      column('Asks for', 'minmax(8rem, 5fr)', ({ asksFor }) =>
        h('span', { title: asksFor.join(', ') }, short(asksFor.join(', '), 200)),
      ),
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account, templates: [template] }) => template !== undefined && page.openFirst({ account, template }),
    empty: '',
    inSight: 12,
    signal: page.signal,
  });
  const rest =
    accounts > first.length
      ? ` ${t('{0} of {1} are here, those with most requests and templates.', count(first.length), count(accounts))}`
      : '';
  return [
    section(
      NOT_JUDGED,
      `${WHY_NOT_JUDGED}${rest} ${t('Enter opens the account, L its first log line.')}`,
      table.element,
    ),
  ];
}
