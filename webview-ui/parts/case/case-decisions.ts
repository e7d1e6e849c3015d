/** What people decided on a campaign and on its accounts and templates, the newest first. */
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { asking } from '../notice.ts';
import { section } from '../section.ts';
import { t } from '../words.ts';

export function caseDecisions(page: PageContext, { id, accounts, templates }: CampaignReport): HTMLElement {
  const members = new Set(accounts);
  const own = new Set(templates);
  return asking(page, 'decisions', {}, ({ entries }) => {
    const about = entries
      .filter(
        ({ item }) =>
          item !== null &&
          ((item.kind === 'campaign' && item.id === id) ||
            (item.kind === 'account' && members.has(item.id)) ||
            (item.kind === 'template' && own.has(item.id))),
      )
      .toSorted((a, b) => (a.date < b.date ? 1 : -1));
    return [
      section(
        'Decisions on this case',
        about.length === 0 ? t('No decision yet. What you decide above is kept in a file that can be reviewed.') : null,
        h(
          'ul.case-decisions',
          {},
          ...about.map(({ item, state, author, date, note }) =>
            h(
              'li',
              {},
              h('b', {}, `${state.charAt(0).toUpperCase()}${state.slice(1)}`),
              `, ${item?.kind ?? ''} `,
              h('bdi', {}, item?.id ?? ''),
              h('span.muted', {}, ` · ${date.slice(0, 10)} · ${author}`),
              h('p', {}, note),
            ),
          ),
        ),
        h('button.link', { type: 'button', onclick: () => page.go({ page: 'decisions' }) }, t('All decisions')),
      ),
    ];
  });
}
