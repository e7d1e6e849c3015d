/** The requests of a selection as a list whose rows open the log. */
import { count, probability } from '../../../src/text/numbers.ts';
import type { Selection } from '../../../src/protocol/messages.ts';
import type { RequestRow } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { zone } from '../clock.ts';
import { h } from '../dom.ts';
import { exactTime, shortPlace } from '../format.ts';
import { lineWords } from '../case/line-texts.ts';
import { asking } from '../notice.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import type { Column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

/** Requests shown at most; the log itself has the others. */
const LIMIT = 200;

const columns = (
  page: PageContext,
): Record<'place' | 'prompt' | 'time' | 'account' | 'template' | 'model' | 'tokens' | 'score', Column<RequestRow>> => ({
  place: { title: 'Line', width: 'minmax(7.5rem, 1.2fr)', cell: (row) => h('span.link', shortPlace(row.line)) },
  prompt: { title: 'Prompt', width: 'minmax(8rem, 4fr)', cell: (row) => lineWords(page, row.line) },
  time: { title: `Time (${zone()})`, width: '10.5rem', from: 560, cell: (row) => exactTime(row.time) },
  account: {
    title: 'Account',
    width: 'minmax(7rem, 1fr)',
    from: 620,
    cell: (row) => longName(row.account),
  },
  template: {
    title: 'Template',
    width: 'minmax(5rem, 1fr)',
    from: 760,
    cell: (row) => (row.template === '' ? h('span.muted', t('free text')) : h('bdi', short(row.template, 60))),
  },
  model: { title: 'Model', width: 'minmax(6rem, 1fr)', from: 900, cell: (row) => h('bdi', short(row.model, 60)) },
  tokens: {
    title: 'Output tokens',
    width: '6.5rem',
    align: 'right',
    from: 980,
    cell: (row) => count(row.outputTokens),
  },
  score: {
    title: 'Score',
    width: '4rem',
    align: 'right',
    from: 480,
    // Requests outside what is held against their account have none.
    cell: ({ account, score }) =>
      score === 0 || page.find.account(account)?.verdict === 'not-judged' ? '–' : probability(score),
  },
});

/** `without` names the columns that the selection makes the same in every row. */
export function requestList(
  page: PageContext,
  selection: Selection,
  without: readonly Exclude<keyof ReturnType<typeof columns>, 'prompt'>[] = [],
  inSight = 8,
): HTMLElement {
  const shown = Object.entries(columns(page)).flatMap(([id, column]) =>
    without.some((w) => w === id) ? [] : [column],
  );
  return asking(page, 'requests', { selection, limit: LIMIT }, ({ total, rows }) => {
    const table = virtualTable<RequestRow>({
      label: 'Requests',
      columns: shown,
      rows,
      open: (row) => page.openLine(row.line),
      openLine: (row) => page.openLine(row.line),
      empty: 'No request matches.',
      inSight,
      signal: page.signal,
    });
    const more =
      total > rows.length ? `The first ${count(rows.length)} of ${count(total)} requests, in log order.` : '';
    return [h('p.muted', `${more} Enter or a click opens the line in the log.`.trim()), table.element];
  });
}
