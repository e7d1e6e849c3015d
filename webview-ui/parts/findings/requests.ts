/** The requests of a selection as a list whose rows open the log. */
import { count, probability } from '../../../src/text/numbers.ts';
import type { Selection } from '../../../src/protocol/messages.ts';
import type { RequestRow } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { zoneLabel } from '../clock.ts';
import { h } from '../dom.ts';
import { exactTime, shortPlace } from '../format.ts';
import { lineWords } from '../case/line-texts.ts';
import { asking } from '../notice.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../long-name.ts';
import { column, type Column } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

/** Requests shown at most; the log itself has the others. */
const LIMIT = 200;

const columns = (
  page: PageContext,
): Record<'place' | 'prompt' | 'time' | 'account' | 'template' | 'model' | 'tokens' | 'score', Column<RequestRow>> => ({
  place: column('Line', 'minmax(7.5rem, 1.2fr)', (row) => h('span.link', shortPlace(row.line))),
  prompt: column('Prompt', 'minmax(8rem, 4fr)', (row) => lineWords(page, row.line)),
  time: column(t('Time ({0})', zoneLabel()), '10.5rem', (row) => exactTime(row.time), { from: 560 }),
  account: column('Account', 'minmax(7rem, 1fr)', (row) => longName(row.account), { from: 620 }),
  template: column(
    'Template',
    'minmax(5rem, 1fr)',
    (row) => (row.template === '' ? h('span.muted', t('free text')) : h('bdi', short(row.template, 60))),
    { from: 760 },
  ),
  model: column('Model', 'minmax(6rem, 1fr)', (row) => h('bdi', short(row.model, 60)), { from: 900 }),
  tokens: column('>Output tokens', '6.5rem', (row) => count(row.outputTokens), { from: 980 }),
  score: column(
    '>Score',
    '4rem',
    // Requests outside what is held against their account have none.
    ({ account, score }) =>
      score === 0 || page.find.account(account)?.verdict === 'not-judged' ? '–' : probability(score),
    { from: 480 },
  ),
});

/** `without` names the columns that the selection makes the same in every row. */
export function requestList(
  page: PageContext,
  selection: Selection,
  without: readonly Exclude<keyof ReturnType<typeof columns>, 'prompt'>[] = [],
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
      empty: t('No request matches.'),
      inSight: 8,
      signal: page.signal,
    });
    const more =
      total > rows.length
        ? `${t('The first {0} of {1} requests, in log order.', count(rows.length), count(total))} `
        : '';
    return [h('p.muted', `${more}${t('Enter or a click opens the line in the log.')}`), table.element];
  });
}
