/** What accounts have in common, kind by kind: those of campaigns first. */
import type { EntityKind, EntityRow } from '../../src/protocol/entity-data.ts';
import type { Target } from '../../src/protocol/messages.ts';
import { count } from '../../src/text/numbers.ts';
import type { PageContext } from '../app/context.ts';
import { choice } from '../parts/controls/choice.ts';
import { entityName, kindsName } from '../parts/entities/entity-words.ts';
import { h } from '../parts/dom.ts';
import { share } from '../parts/format.ts';
import { longName } from '../parts/long-name.ts';
import { asking } from '../parts/notice.ts';
import { pageHead } from '../parts/section.ts';
import { column, type Column, countColumn } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { t } from '../parts/words.ts';

const LIMIT = 500;
/** Milliseconds without a key press before it is searched. */
const PAUSE_MS = 250;

const IN_CAMPAIGNS: Column<EntityRow> = column(
  '>In campaigns',
  '7rem',
  (row) => (row.inCases === 0 ? '–' : share(row.inCases, row.requests)),
  { sort: (row) => row.inCases },
);

export function entitiesPage(
  page: PageContext,
  { kind: wanted = 'address' }: Extract<Target, { page: 'entities' }>,
): Node[] {
  const holder = h('div.stack');
  // The list begins with the kind that a log most often tells, or the first that it has.
  holder.append(
    asking(page, 'entities', { kind: null, text: '', limit: 1 }, ({ kinds }) => {
      const kind = kinds.find((one) => one === wanted) ?? kinds[0];
      if (kind === undefined) return [h('p.muted', t('The log records nothing that accounts could have in common.'))];
      return list(page, kinds, kind);
    }),
  );
  return [
    pageHead(
      null,
      t('Entities'),
      h(
        'p.muted',
        t(
          'What accounts have in common, first what has most requests in campaigns. What everyone has proves nothing: look at how much of it is in campaigns, and who else has it.',
        ),
      ),
      page.overview.kept === null
        ? h(
            'p.controls',
            h('button.quiet', { onclick: () => page.go({ page: 'links' }) }, t('What links two accounts')),
          )
        : null,
    ),
    holder,
  ];
}

function list(page: PageContext, kinds: readonly EntityKind[], first: EntityKind): Node[] {
  let kind = first;
  let timer = 0;
  let asked = 0;
  const status = h('span.num.muted', { role: 'status' });
  const names = Object.fromEntries(kinds.map((one) => [one, kindsName(one)])) as Record<EntityKind, string>;
  const search = h('input', {
    type: 'search',
    'aria-label': t('Search entities'),
    placeholder: t('Search entities'),
    oninput: () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void fill(), PAUSE_MS);
    },
  });
  const table = virtualTable<EntityRow>({
    label: 'Entities',
    rows: [],
    columns: [
      column('Value', 'minmax(7rem, 3fr)', (row) => longName(entityName(page, { kind, value: row.value }, 200), 200), {
        sort: (row) => row.value,
      }),
      countColumn('Accounts', '6rem', (row) => row.accounts),
      countColumn('Requests', '6rem', (row) => row.requests, 440),
      ...(page.overview.campaigns.length === 0 ? [] : [IN_CAMPAIGNS]),
    ],
    open: ({ value }) => page.go({ page: 'entity', kind, value }),
    empty: t('Nothing matches.'),
    inSight: 20,
    signal: page.signal,
  });

  async function fill(): Promise<void> {
    const mine = ++asked;
    try {
      const { rows, total } = await page.ask('entities', { kind, text: search.value, limit: LIMIT });
      if (mine !== asked || page.signal.aborted) return;
      table.setRows(rows, search.value === '' ? [] : [search.value.toLowerCase()]);
      status.textContent =
        rows.length < total ? t('{0} of {1}', count(rows.length), count(total)) : t('{0} in all', count(total));
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : '';
    }
  }

  const kindChoice = choice('Kind', names, kind, (chosen) => {
    kind = chosen;
    page.update({ target: { page: 'entities', kind } });
    void fill();
  });
  void fill();
  return [h('div.controls', kindChoice, search, status), table.element];
}
