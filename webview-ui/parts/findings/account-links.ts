/** Accounts linked to one account, each with every reason. */
import type { AccountLink, LinkKind } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { numberOf } from '../number-of.ts';
import { section } from '../section.ts';
import { scoreColumn, verdictCell } from './verdict.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

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
      column('Account', 'minmax(6rem, 1fr)', ({ account }) => longName(account)),
      column('Verdict', '9.5rem', (link) => verdictCell(link), { from: 560 }),
      scoreColumn((link) => link, { from: 420 }),
      column('Why', 'minmax(10rem, 3fr)', ({ reasons }) =>
        h(
          'span.reasons',
          { title: reasons.map(({ text }) => short(text, 200)).join('\n') },
          h('span.reason-kinds', ...reasons.map(({ kind }) => h('span.chip', t(WORDS[kind])))),
          h('span.muted', short(reasons.find(({ kind }) => kind !== 'campaign')?.text ?? reasons[0]?.text ?? '', 160)),
        ),
      ),
      column('>Links', '4rem', ({ reasons }) => String(reasons.length), {
        sort: ({ strength }) => strength,
        from: 640,
      }),
    ],
    open: ({ account }) => page.go({ page: 'account', account }),
    openLine: ({ account }) => page.openFirst({ account }),
    empty: t('No account shares a campaign, a rare template or an organisation with this one.'),
    inSight: 10,
    signal: page.signal,
  });
  const note =
    links.length === 0
      ? null
      : t(
          '{0}, strongest link first. A link is not an accusation: colleagues share templates and hours too. Enter opens the account.',
          numberOf(links.length, 'account'),
        );
  return section('Linked accounts', note, table.element);
}
