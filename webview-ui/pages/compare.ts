/** Two reports side by side: what is new, what changed, what is gone. */
import { count, probability } from '../../src/text/numbers.ts';
import type {
  Change,
  ComparedItem,
  ComparedSide,
  ComparisonView,
  SubjectKind,
} from '../../src/protocol/decision-data.ts';
import type { PageContext } from '../app/context.ts';
import { choice } from '../parts/controls/choice.ts';
import { standingMark } from '../parts/findings/decided.ts';
import { zoneLabel } from '../parts/clock.ts';
import { h } from '../parts/dom.ts';
import { span } from '../parts/format.ts';
import { itemTarget } from '../parts/findings/links.ts';
import { asking } from '../parts/notice.ts';
import { numberOf } from '../parts/number-of.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { searchBox } from '../parts/controls/search.ts';
import { pageHead, section } from '../parts/section.ts';
import { verdictCell } from '../parts/findings/verdict.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import { judgedIn, listRank, ownScore } from '../../src/text/verdicts.ts';
import { column } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { t, translated } from '../parts/words.ts';

const CHANGES: Readonly<Record<Change, { word: string; sign: string }>> = {
  new: { word: 'New', sign: '+' },
  changed: { word: 'Changed', sign: '~' },
  gone: { word: 'Gone', sign: '−' },
  same: { word: 'The same', sign: '=' },
};
const KINDS: Readonly<Record<SubjectKind, string>> = {
  campaign: 'Campaigns',
  account: 'Accounts',
  template: 'Templates',
};

const SEARCH: Readonly<Record<SubjectKind, string>> = {
  campaign: 'Search campaigns',
  account: 'Search accounts',
  template: 'Search templates',
};

type Filter = Change | 'all';
const FILTERS: Readonly<Record<Filter, string>> = {
  all: 'All',
  new: 'New',
  changed: 'Changed',
  gone: 'Gone',
  same: 'The same',
};

export function comparePage(page: PageContext): Node[] {
  const choose = h('button.primary', { onclick: () => page.command('compare') }, t('Choose reports…'));
  return [
    pageHead(
      null,
      t('Compare'),
      h('p.muted', t('Campaigns are matched by the accounts and templates they share, not by their number.')),
      h('div.controls', choose),
    ),
    asking(page, 'comparison', {}, (view) => (view === null ? [empty()] : body(page, view))),
  ];
}

function empty(): HTMLElement {
  return h(
    'ul.hints',
    h(
      'li',
      `${t('Compare this scan with the previous one, or with a report saved by this command:')} `,
      h('code', 'prompt-audit scan LOG --output report.json'),
    ),
    h('li', t('Or choose two saved reports: yesterday’s and today’s, or before and after a rule change.')),
  );
}

function body(page: PageContext, { before, after, comparison, titles }: ComparisonView): Node[] {
  const { totals, items, notes, onlyBefore, onlyAfter } = comparison;
  const named = items.map((item, at): NamedItem => ({ ...item, title: titles[at] ?? '' }));
  const side = (title: string, name: string, of: ComparedSide): (string | HTMLElement)[] => [
    title,
    h('bdi', short(name, 80)),
    count(of.requests),
    count(of.accounts),
    of.period === null ? t('no times') : span(of.period.start, of.period.end + 1),
  ];
  return [
    ...notes.map((note) => h('p.warning', note)),
    section(
      'Reports',
      t(
        '{0} only in the later one, {1} only in the earlier one.',
        numberOf(onlyAfter, 'account'),
        numberOf(onlyBefore, 'account'),
      ),
      plainTable('Reports', columns('', 'Report', '>Requests', '>Accounts', `${t('Period')}, ${zoneLabel()}`), [
        side(t('Before'), before, comparison.before),
        side(t('After'), after, comparison.after),
      ]),
    ),
    section(
      'What happened to the findings',
      null,
      plainTable(
        'What happened to the findings',
        [
          { title: '' },
          ...(['new', 'changed', 'gone', 'same'] as const).map((change) => ({
            title: CHANGES[change].word,
            align: 'right' as const,
          })),
        ],
        (['campaign', 'account', 'template'] as const).map((kind) => [
          t(KINDS[kind]),
          ...(['new', 'changed', 'gone', 'same'] as const).map((change) => count(totals[kind][change])),
        ]),
      ),
    ),
    ...(['campaign', 'account', 'template'] as const).map((kind) =>
      itemSection(
        page,
        kind,
        named.filter((item) => item.kind === kind),
      ),
    ),
  ];
}

function itemSection(page: PageContext, kind: SubjectKind, all: readonly NamedItem[]): HTMLElement {
  if (all.length === 0) return section(KINDS[kind], null, h('p.muted', t('Nothing was found in either report.')));
  let filter: Filter = 'all';
  let found: readonly NamedItem[] = all;
  const apply = (): void => table.setRows(found.filter(({ change }) => filter === 'all' || change === filter));
  const table = virtualTable<NamedItem>({
    label: KINDS[kind],
    rows: all,
    columns: [
      column(
        'Change',
        '6.5rem',
        ({ change }) =>
          h(
            'span',
            { class: `change ${change}` },
            h('b', { 'aria-hidden': 'true' }, CHANGES[change].sign),
            t(FILTERS[change]),
          ),
        { sort: ({ change }) => Object.keys(CHANGES).indexOf(change) * -1 },
      ),
      column(
        kind === 'account' ? 'Account' : 'Name',
        'minmax(6rem, 2fr)',
        (item: NamedItem) =>
          h(
            'span',
            { title: item.title },
            longName(nameOf(item)),
            item.title && h('span.muted', ` ${short(item.title, 120)}`),
          ),
        { sort: nameOf },
      ),
      column('Before', '8rem', ({ before }) => (before === null ? '' : verdictCell(judgedIn(before, [before.group]))), {
        from: 520,
      }),
      column(
        'After',
        '8rem',
        ({ after }) => (after === null ? '' : standingMark(page, kind, after.id, judgedIn(after, [after.group]))),
        {
          from: 360,
        },
      ),
      column(
        '>Score',
        '7rem',
        ({ before, after }) =>
          [before, after].map((side) => (side === null ? '–' : probability(ownScore(side)))).join(' → '),
        { sort: ({ before, after }) => rankOf(after ?? before), from: 640 },
      ),
      column(
        'What changed',
        'minmax(8rem, 3fr)',
        ({ notes }) => h('span', { title: notes.join('; ') }, notes.join('; ')),
        { from: 760 },
      ),
    ],
    open: ({ after }) => after && page.go(itemTarget(kind, after.id)),
    empty: t('Nothing matches.'),
    inSight: 12,
    signal: page.signal,
  });
  const search = searchBox({
    label: t(SEARCH[kind]),
    what: kind,
    rows: all,
    text: (item) => `${item.before?.id ?? ''}\n${item.after?.id ?? ''}\n${item.title}\n${item.notes.join('\n')}`,
    found: (rows) => {
      found = rows;
      apply();
    },
  });
  const changes = choice<Filter>('Show', translated(FILTERS), filter, (chosen) => {
    filter = chosen;
    apply();
  });
  return section(
    KINDS[kind],
    t('Press Enter to open an item of the later report, if that is the current scan.'),
    h('div.stack', h('div.controls.filter-line', search, changes), table.element),
  );
}

/** An item and what it is about, which says more than a number that is another one in each report. */
type NamedItem = ComparedItem & { title: string };

const rankOf = (side: ComparedItem['after']): number => (side === null ? 0 : listRank(side));

function nameOf({ before, after }: ComparedItem): string {
  if (before !== null && after !== null && before.id !== after.id) return t('{0} (was {1})', after.id, before.id);
  return (after ?? before)?.id ?? '';
}
