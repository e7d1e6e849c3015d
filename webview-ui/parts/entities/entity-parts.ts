/** Who has something in common, in which campaigns, when, and what their requests carry besides. */
import type { EntityRef, EntityRow, EntityView } from '../../../src/protocol/entity-data.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import type { PageContext } from '../../app/context.ts';
import { timeline } from '../../charts/timeline.ts';
import { h } from '../dom.ts';
import { campaignLink } from '../findings/links.ts';
import { standingMark } from '../findings/decided.ts';
import { share } from '../format.ts';
import { longName } from '../long-name.ts';
import { asking } from '../notice.ts';
import { columns, plainTable } from '../plain-table.ts';
import { section } from '../section.ts';
import { verdictMark } from '../findings/verdict.ts';
import { column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';
import { entityLink, kindsName } from './entity-words.ts';

/** Where no campaign has it, the head of the page says so. */
export function casesTable(page: PageContext, { cases, requests }: EntityView): HTMLElement[] {
  if (cases.length === 0) return [];
  const table = plainTable(
    'Campaigns',
    columns('Campaign', 'Verdict', '>Accounts', '>Requests', '>Share'),
    cases.map((one) => {
      const campaign = page.overview.campaigns.find(({ id }) => id === one.campaign);
      return [
        campaignLink(page, one.campaign),
        campaign === undefined ? '' : verdictMark(campaign),
        count(one.accounts),
        one.requests === null ? '–' : count(one.requests),
        one.requests === null || requests === null ? '–' : share(one.requests, requests),
      ];
    }),
  );
  return [section('Campaigns', null, table)];
}

export function usersTable(page: PageContext, { users, accounts }: EntityView): HTMLElement {
  type User = EntityView['users'][number];
  const rowOf = (user: User) => page.find.account(user.account);
  const table = virtualTable<User>({
    label: 'Accounts that have it',
    rows: users,
    columns: [
      column('Account', 'minmax(7rem, 2fr)', (user) => longName(user.account), { sort: (user) => user.account }),
      column(
        'Verdict',
        'minmax(6.5rem, 9.5rem)',
        (user) => {
          const row = rowOf(user);
          return standingMark(page, 'account', user.account, row ?? { verdict: 'none', score: 0 });
        },
        { sort: (user) => rowOf(user)?.verdict ?? 'none' },
      ),
      column('>Requests', '5rem', (user) => (user.requests === null ? '–' : count(user.requests)), {
        sort: (user) => user.requests ?? -1,
      }),
      column('>Of its requests', '6rem', (user) => (user.requests === null ? '–' : share(user.requests, user.of)), {
        sort: (user) => (user.requests ?? 0) / user.of,
        from: 480,
      }),
      column('>In campaigns', '7rem', (user) => (user.inCases === null ? '–' : count(user.inCases)), {
        sort: (user) => user.inCases ?? 0,
        from: 600,
      }),
      column('Campaign', 'minmax(5rem, 1fr)', (user) => h('bdi', rowOf(user)?.campaign ?? ''), {
        sort: (user) => rowOf(user)?.campaign ?? '',
        from: 420,
      }),
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account }),
    empty: t('No account has it.'),
    inSight: 12,
    signal: page.signal,
  });
  const first = users.length < accounts ? t('the first {0}', count(users.length)) : null;
  return section(
    'Accounts that have it',
    [counted(accounts, 'account'), first].filter(Boolean).join(', '),
    table.element,
  );
}

export function entityTimes(page: PageContext, entity: EntityRef, { times, line }: EntityView): HTMLElement[] {
  if (times === null) return [];
  return [
    timeline({
      title: 'Its requests over time',
      data: {
        from: times.start,
        to: times.start + times.step * times.requests.length,
        requests: times.requests,
        flagged: times.flagged,
        newModels: [],
      },
      open: (from, to) => line !== null && page.explore(entity, line, { from, to }),
      signal: page.signal,
    }),
  ];
}

export function besideTables(page: PageContext, { beside, accounts }: EntityView): HTMLElement[] {
  if (beside.length === 0) return [];
  return [
    section(
      'What its requests carry',
      page.overview.campaigns.length === 0 ? null : t('The share shown is that of requests in campaigns.'),
      h(
        'div.entity-kinds',
        ...beside.map(({ kind, values, more }) =>
          h(
            'div',
            h('h3', kindsName(kind)),
            h(
              'ul.entity-values',
              ...values.map((row) => besideRow(page, { kind, value: row.value }, row, accounts > 1)),
            ),
            more > 0 ? h('p.muted', t('and {0} more', count(more))) : null,
          ),
        ),
      ),
    ),
  ];
}

/** @param ofSeveral whether it is of several accounts: of one all is of that one */
function besideRow(
  page: PageContext,
  entity: EntityRef,
  { accounts, requests, inCases }: EntityRow,
  ofSeveral: boolean,
): HTMLElement {
  return h(
    'li',
    entityLink(page, entity),
    h(
      'span.muted.num',
      `${counted(requests, 'request')}${ofSeveral ? ` · ${counted(accounts, 'account')}` : ''}${inCases > 0 ? ` · ${share(inCases, requests)}` : ''}`,
    ),
  );
}

/** What an account's requests carry; of a report that keeps only some it is not known. */
export const carriedBy = (page: PageContext, account: string): HTMLElement[] =>
  page.overview.kept === null
    ? [asking(page, 'entity', { kind: 'account', value: account }, (view) => besideTables(page, view))]
    : [];

export const pathButton = (page: PageContext, account: string): HTMLElement | null =>
  page.overview.kept !== null
    ? null
    : h('button.quiet', { onclick: () => page.go({ page: 'links', from: account }) }, t('Path to another account…'));

export const organisationLink = (page: PageContext, organisation: string | undefined): HTMLElement | string =>
  organisation === undefined ? t('unknown') : entityLink(page, { kind: 'organisation', value: organisation });
