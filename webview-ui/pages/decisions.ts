/** People's decisions, their effect on this report, and which of them no longer apply. */
import type { DecisionEntry, DecisionList, SubjectKind, TriageSummary } from '../../src/protocol/decision-data.ts';
import type { PageContext } from '../app/context.ts';
import { decidedIcon, decidedWord } from '../parts/findings/decided.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { count } from '../../src/text/numbers.ts';
import { longName } from '../parts/long-name.ts';
import { itemTarget } from '../parts/findings/links.ts';
import { asking } from '../parts/notice.ts';
import { plainTable } from '../parts/plain-table.ts';
import { searchBox } from '../parts/controls/search.ts';
import { pageHead, section } from '../parts/section.ts';
import { short } from '../../src/text/visible.ts';
import { column } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { t } from '../parts/words.ts';

const KINDS: Readonly<Record<SubjectKind, string>> = {
  campaign: 'Campaigns',
  account: 'Accounts',
  template: 'Templates',
};

export function decisionsPage(page: PageContext): Node[] {
  return [
    pageHead(
      null,
      t('Decisions'),
      h(
        'p.muted',
        t(
          'Findings that people have reviewed. Benign and allowed findings do not count, but stay in every list and are counted here.',
        ),
      ),
    ),
    asking(page, 'decisions', {}, (list) => body(page, list)),
  ];
}

function body(page: PageContext, list: DecisionList): Node[] {
  const { file, problem, entries, summary } = list;
  const where =
    file === null
      ? h(
          'p.muted',
          t(
            'Open a folder to keep decisions: they are saved in a file in that folder, which can be reviewed and shared.',
          ),
        )
      : h(
          'p.file-line',
          h('button.link', { onclick: () => page.command('openDecisions') }, t('Open the file')),
          h('bdi.muted', short(file, 200)),
        );
  return [
    ...(problem === null ? [] : [h('p.warning', { role: 'alert' }, problem)]),
    where,
    countsTable(summary),
    ...(entries.length === 0 ? [emptyHint()] : [entryTable(page, entries)]),
  ];
}

function emptyHint(): HTMLElement {
  return h(
    'ul.hints',
    h('li', t('Open a campaign, an account or a template and decide with the buttons under its name.')),
    h('li', t('Or right-click it in the findings view, or use a quick fix on a marked log line.')),
    h('li', t('The command line uses the same file in prompt-audit scan, compare and export.')),
  );
}

function countsTable(summary: TriageSummary): HTMLElement {
  const rows = (['campaign', 'account', 'template'] as const).map((kind) => {
    const { found, counted, benign, allowed, confirmed, watch } = summary.counts[kind];
    return [t(KINDS[kind]), ...[found, counted, benign, allowed, confirmed, watch].map(count)];
  });
  return section(
    'What counts',
    t('Found = counted + benign + allowed. Confirmed and watched findings still count.'),
    plainTable(
      'What counts',
      [
        { title: '' },
        ...[t('Found'), t('Counted'), 'Benign', 'Allowed', 'Confirmed', 'On watch'].map((title) => ({
          title,
          align: 'right' as const,
        })),
      ],
      rows,
    ),
    summary.lapsed.length === 0 ? null : h('p.muted', lapsedText(summary.lapsed.length)),
  );
}

const lapsedText = (n: number): string =>
  n === 1
    ? t('1 decision no longer applied; the list says why.')
    : t('{0} decisions no longer applied; the list says why.', count(n));

function entryTable(page: PageContext, entries: readonly DecisionEntry[]): HTMLElement {
  const table = virtualTable<DecisionEntry>({
    label: 'Decisions',
    rows: entries,
    columns: [
      column(
        'About',
        'minmax(11.5rem, 2fr)',
        // Only names have ends that tell them apart.
        (row) => (row.item?.kind === 'campaign' ? h('bdi', row.subject) : longName(row.subject)),
        { sort: (row) => row.subject },
      ),
      column('Decision', '9.5rem', (row) => h('span.decided', decidedIcon(row.state), decidedWord(row.state)), {
        sort: (row) => row.state,
      }),
      column('Why', 'minmax(6rem, 3fr)', (row) => h('bdi', { title: row.note }, short(row.note, 120)), { from: 420 }),
      column('Here', 'minmax(6rem, 2fr)', (row) => h('span', { title: row.effect }, row.effect), {
        sort: (row) => row.effect,
        from: 560,
      }),
      column('Who', 'minmax(4rem, 1fr)', (row) => h('bdi', short(row.author, 40)), {
        sort: (row) => row.author,
        from: 760,
      }),
      column('Owner', 'minmax(4rem, 1fr)', (row) => h('bdi', short(row.owner, 40)), {
        sort: (row) => row.owner,
        from: 960,
      }),
      column('Since', '6rem', (row) => row.date, { sort: (row) => row.date, from: 860 }),
      column('Until', '6rem', (row) => row.expires || t('no expiry'), { sort: (row) => row.expires, from: 640 }),
    ],
    open: ({ item }) => item && page.go(itemTarget(item.kind, item.id)),
    empty: t('No decision matches.'),
    inSight: 20,
    signal: page.signal,
  });
  const search = searchBox({
    label: 'Search decisions',
    what: 'decision',
    rows: entries,
    text: (row) => `${row.subject}\n${row.note}\n${row.author}\n${row.owner}\n${row.state}\n${row.effect}`,
    found: table.setRows,
  });
  return section(
    'All decisions',
    t('Press Enter to open the item a decision is about.'),
    h('div.stack', search, table.element),
  );
}

/** For the overview: how many decisions there are, whatever number of items each decides; nothing without decisions. */
export function decisionFacts(page: PageContext): HTMLElement | null {
  const { applied } = page.overview.triage;
  if (applied === undefined) return null;
  return section(
    'Decisions',
    h('button.link', { onclick: () => page.go({ page: 'decisions' }) }, t('All decisions')),
    facts(
      ['benign, not counted', count(applied.benign)],
      ['allowed, not counted', count(applied.allowed)],
      ['confirmed', count(applied.confirmed)],
      ['on watch', count(applied.watch)],
    ),
  );
}
