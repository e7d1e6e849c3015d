/** Accounts linked to one account, each with every reason. */
import type { AccountLink, LinkKind } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { counted } from '../../../src/text/numbers.ts';
import { section } from '../section.ts';
import { SCORE_WIDTH, scoreBar, verdictCell } from './verdict.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { virtualTable } from '../virtual-table.ts';

const WORDS: Readonly<Record<LinkKind, string>> = {
  campaign: 'same campaign',
  templates: 'rare templates',
  organisation: 'same organisation',
  succession: 'succession',
  hours: 'same hours',
};

export function accountLinks(page: PageContext, links: readonly AccountLink[]): HTMLElement {
  const table = virtualTable<AccountLink>({
    label: 'Linked accounts',
    rows: links,
    columns: [
      { title: 'Account', width: 'minmax(6rem, 1fr)', cell: ({ account }) => longName(account) },
      { title: 'Verdict', width: '9.5rem', from: 560, cell: (link) => verdictCell(link.verdict, link.score) },
      {
        title: 'Score',
        width: SCORE_WIDTH,
        from: 420,
        sort: (link) => link.score,
        cell: ({ verdict, score }) => (verdict === 'not-judged' ? '–' : scoreBar(score)),
      },
      {
        title: 'Why',
        width: 'minmax(10rem, 3fr)',
        cell: ({ reasons }) =>
          h(
            'span.reasons',
            { title: reasons.map(({ text }) => short(text, 200)).join('\n') },
            h('span.reason-kinds', ...reasons.map(({ kind }) => h('span.chip', WORDS[kind]))),
            h(
              'span.muted',
              short(reasons.find(({ kind }) => kind !== 'campaign')?.text ?? reasons[0]?.text ?? '', 160),
            ),
          ),
      },
      {
        title: 'Links',
        width: '4rem',
        align: 'right',
        from: 640,
        sort: ({ strength }) => strength,
        cell: ({ reasons }) => String(reasons.length),
      },
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account }),
    empty: 'No account shares a campaign, a rare template or an organisation with this one.',
    inSight: 10,
    signal: page.signal,
  });
  const note =
    links.length === 0
      ? null
      : `${counted(links.length, 'account')}, strongest link first. A link is not an accusation: colleagues share templates and hours too. Enter opens the account.`;
  return section('Linked accounts', note, table.element);
}
