/** The history of a case, a form to go on with it, and what people decided on its accounts and templates. */
import type { DecisionEntry, DecisionList } from '../../../src/protocol/decision-data.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { decidedWord } from '../findings/decided.ts';
import { asking } from '../notice.ts';
import { section } from '../section.ts';
import { t } from '../words.ts';
import { workForm } from './work-strip.ts';

export function caseDecisions(page: PageContext, { id, accounts, templates }: CampaignReport): HTMLElement {
  const members = new Set(accounts);
  const own = new Set(templates);
  return asking(page, 'decisions', {}, ({ entries, histories, file }) => {
    const about = entries
      .filter(
        ({ item }) =>
          (item?.kind === 'account' && members.has(item.id)) || (item?.kind === 'template' && own.has(item.id)),
      )
      .toSorted((a, b) => (a.date < b.date ? 1 : -1));
    const history = histories[id] ?? [];
    return [
      section(
        'History of this case',
        history.length === 0
          ? t('Nothing yet. What you decide and write is kept in a file that can be reviewed.')
          : null,
        history.length === 0 ? null : h('ol.case-history', ...history.map(entryItem)),
      ),
      file === null
        ? h('p.muted', t('Open a folder to work on this case: what you do is saved in a file in that folder.'))
        : section('Go on', null, workForm(page, id).element),
      ...(about.length === 0
        ? []
        : [
            section(
              'Decisions on its accounts and templates',
              null,
              h('ul.case-history', ...about.map((entry) => decisionItem(entry))),
            ),
          ]),
      h('button.link', { onclick: () => page.go({ page: 'decisions' }) }, t('All decisions')),
    ];
  });
}

type CaseEntry = DecisionList['histories'][string][number];

const entryItem = ({ time, by, text, note }: CaseEntry): HTMLElement =>
  h(
    'li',
    h('span.muted.num', time === '' ? t('no date') : time),
    h('span', by === '' ? null : h('bdi.by', by), by === '' ? text : ` · ${text}`),
    note === '' ? null : h('p', h('bdi', note)),
  );

const decisionItem = ({ item, state, author, date, note }: DecisionEntry): HTMLElement =>
  h(
    'li',
    h('span.muted.num', date),
    h(
      'span',
      author === '' ? null : `${author} · `,
      `${decidedWord(state)}: ${item === null ? '' : t(item.kind)} `,
      h('bdi', item?.id ?? ''),
    ),
    h('p', h('bdi', note)),
  );
