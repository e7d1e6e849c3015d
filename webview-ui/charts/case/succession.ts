/** When each member of a campaign was active, which shows whether lost accounts are replaced by new ones. */
import { count, counted, rate } from '../../../src/text/numbers.ts';
import type { AccountRow } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { timeScale, zone } from '../../parts/clock.ts';
import { h, onWidth } from '../../parts/dom.ts';
import { time } from '../../parts/format.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { verdictIcon } from '../../parts/findings/verdict.ts';
import { short } from '../../../src/text/visible.ts';
import { longName } from '../../parts/long-name.ts';
import { duration } from '../../../src/text/times.ts';
import { column } from '../../parts/table-column.ts';
import { virtualTable } from '../../parts/virtual-table.ts';
import { figure } from '../figure.ts';
import { timeTicks } from '../time-ticks.ts';
import { t } from '../../parts/words.ts';

const TITLE = 'Succession';
/** An account that begins within this of another's end may have taken its place, ms. */
const HANDOVER = 86_400_000;
/** Width of the names, as the table sets it. */
const NAMES = 'minmax(6rem, 14rem)';

interface ActiveSpan {
  row: AccountRow;
  first: number;
  last: number;
  /** Members that had ended at most a day before this one began. */
  follows: number;
}

export function succession(page: PageContext, rows: readonly AccountRow[]): HTMLElement | null {
  const spans = spansOf(rows);
  if (spans.length < 2) return null;
  const from = spans[0]?.first ?? 0;
  const to = Math.max(...spans.map(({ last }) => last)) + 1;
  const x = timeScale([from, to], [0, 100]);
  const bar = ({ first, last, row, follows }: ActiveSpan): Element => {
    const left = x(first);
    const element = h('span', { class: `span ${row.verdict}`, title: `${time(first)} – ${time(last)}, ${zone()}` });
    element.style.setProperty('left', `${left}%`);
    element.style.setProperty('width', `max(3px, ${x(last) - left}%)`);
    const mark =
      follows > 0 ? h('span.follows', { title: `${counted(follows, 'member')} stopped at most a day before` }) : null;
    mark?.style.setProperty('left', `${left}%`);
    return h('span.spans', element, mark);
  };
  const table = virtualTable<ActiveSpan>({
    label: `${TITLE}: members by first request`,
    rows: spans,
    columns: [
      column('Account', NAMES, ({ row }) => h('span.named', verdictIcon(row.verdict), longName(row.account))),
      column('Active', 'minmax(8rem, 1fr)', bar),
      column('First request', '9.5rem', ({ first }) => time(first), { from: 760 }),
      column('>Requests', '5rem', ({ row }) => count(row.requests), { from: 520 }),
    ],
    open: ({ row }) => page.go({ page: 'account', account: row.account }),
    openLine: ({ row }) => page.openFirst({ account: row.account }),
    empty: t('No request by a member has a time.'),
    inSight: 14,
    signal: page.signal,
  });
  const axis = h('div.succession-axis', { 'aria-hidden': 'true' });
  onWidth(table.element, page.signal, () => {
    const cell = table.element.querySelector('.spans');
    if (cell === null) return;
    const [outer, inner] = [table.element.getBoundingClientRect(), cell.getBoundingClientRect()];
    axis.replaceChildren(timeTicks([from, to], inner.left - outer.left, inner.width, outer.width));
  });
  const following = spans.filter(({ follows }) => follows > 0).length;
  const active = median(spans.map(({ first, last }) => last - first));
  return figure({
    title: TITLE,
    note: `Members by first request, ${zone()}. Half of them were active for less than ${duration(active)}. ${following === 0 ? 'None started within a day of another stopping.' : `${counted(following, 'member')} (${rate(following / spans.length)}) started within a day of another stopping, marked ◂.`} Enter opens the account, L its first log line.`,
    chart: h('div.succession', axis, table.element),
    table: () =>
      plainTable(
        TITLE,
        columns('Account', 'First request', 'Last request', '>Follows'),
        spans
          .slice(0, MAX_TABLE_ROWS)
          .map(({ row, first, last, follows }) => [
            h('bdi', short(row.account, 80)),
            time(first),
            time(last),
            count(follows),
          ]),
      ),
  });
}

/** Rows of the plain table; the chart itself is a table of all of them. */
const MAX_TABLE_ROWS = 500;

/** Spans in order of their start, each with the number of those that had just ended. */
function spansOf(rows: readonly AccountRow[]): ActiveSpan[] {
  const timed = rows.flatMap((row) =>
    row.first === null || row.last === null ? [] : [{ row, first: row.first, last: row.last }],
  );
  const ends = timed.map(({ last }) => last).sort((a, b) => a - b);
  const before = (limit: number): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return timed
    .sort((a, b) => a.first - b.first || (a.row.account < b.row.account ? -1 : 1))
    .map((span) => ({ ...span, follows: before(span.first) - before(span.first - HANDOVER) }));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
