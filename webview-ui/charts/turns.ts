/** How requests are distributed over the accounts of a campaign: a run of consecutive requests, one column each. */
import { count } from '../../src/text/numbers.ts';
import type { Selection } from '../../src/protocol/messages.ts';
import type { Turns } from '../../src/protocol/view-model.ts';
import { zone } from '../parts/clock.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { exactTime, share } from '../parts/format.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/controls/roving.ts';
import { tooltip } from '../parts/controls/tooltip.ts';
import { short, shortMiddle } from '../../src/text/visible.ts';
import { chartArea, figure } from './figure.ts';
import { t } from '../parts/words.ts';

interface TurnsOptions {
  data: Turns;
  open: (selection: Selection) => void;
  signal: AbortSignal;
}

const TITLE = 'Who sends next';
/** Accounts drawn in a row each; the others share the last row. */
const ROWS = 40;
const LARGEST_ROW = 14;
const MAX_HEIGHT = 300;
/** A name needs this much row. */
const MIN_NAMED_ROW = 11;

export function turnsChart({ data, open, signal }: TurnsOptions): HTMLElement {
  const tip = tooltip(signal);
  const holder = h('div.turns');
  const rows = Math.min(data.accounts.length, ROWS);
  const rowOf = (place: number): number => Math.min(place, rows - 1);
  const height = Math.max(3, Math.min(LARGEST_ROW, Math.floor(MAX_HEIGHT / rows)));
  const all = data.requests.reduce((sum, value) => sum + value, 0);
  const most = Math.max(...data.requests);
  const nameOf = (place: number): string => data.accounts[place] ?? '';
  const words = (index: number): [string, string, string] => [
    short(nameOf(data.order[index] ?? 0), 60),
    `request ${count(index + 1)} of ${count(data.order.length)}`,
    `${exactTime(data.times[index] ?? null)}, ${zone()}`,
  ];
  const openAt = (index: number): void => {
    const time = data.times[index] ?? 0;
    open({ account: nameOf(data.order[index] ?? 0), from: time, to: time + 1 });
  };

  function draw(width: number): void {
    const left = height >= MIN_NAMED_ROW ? Math.min(170, Math.round(width * 0.22)) : 8;
    const right = width < 520 ? 0 : 90;
    const step = (width - left - right - 8) / data.order.length;
    const svg = chartArea(width, rows * height + 2, `${TITLE}: ${data.order.length} requests in a row`);
    const marks = data.order.map((place, index) => {
      const [x, y] = [left + index * step, rowOf(place) * height];
      const mark = s(
        'g',
        { class: 'mark', role: 'button', 'aria-label': words(index).join(', ') },
        s('rect', { class: 'hit', x, y, width: Math.max(step, 2), height }),
        s('rect', { class: 'turn', x, y: y + 1, width: Math.max(1.5, step - 0.5), height: Math.max(1.5, height - 2) }),
      );
      mark.addEventListener('click', () => openAt(index));
      tip.on(mark, (box) => {
        const [name, ...rest] = words(index);
        return [box.right, box.bottom, h('b', name), ...rest];
      });
      return mark;
    });
    svg.append(...Array.from({ length: rows }, (_, row) => rowMarks(row, left, right, width)).flat(), ...marks);
    roving(svg, marks, openAt);
    holder.replaceChildren(svg);
  }

  /** The name before a row and the account's share of all requests behind it. */
  function rowMarks(row: number, left: number, right: number, width: number): SVGElement[] {
    const y = row * height;
    const line = s('line', { class: 'rule', x1: left, x2: width - right - 8, y1: y + height, y2: y + height });
    const others = row === rows - 1 && data.accounts.length > rows;
    const name = others ? t('{0} more', count(data.accounts.length - rows + 1)) : nameOf(row);
    const label =
      height < MIN_NAMED_ROW
        ? []
        : [s('text', { class: 'row-name', x: 0, y: y + height - 3 }, shortMiddle(name, Math.floor((left - 8) / 7), 6))];
    if (right === 0 || others) return [line, ...label];
    const size = ((data.requests[row] ?? 0) / most) * (right - 8);
    const bar = s('rect', {
      class: 'other',
      x: width - right,
      y: y + 1,
      width: Math.max(1, size),
      height: Math.max(1.5, height - 2),
    });
    return [line, ...label, bar];
  }

  onWidth(holder, signal, draw);
  return figure({
    title: TITLE,
    note: `${data.judged === null ? '' : `${data.judged} `}The chart shows the ${count(data.order.length)} consecutive requests closest together, one column each; click a mark to open its log line. The bars show each account’s requests in the whole campaign.`,
    chart: holder,
    table: () =>
      plainTable(
        TITLE,
        columns('Account', '>Requests shown', '>All requests', '>Share'),
        data.accounts.map((account, place) => [
          h('bdi', short(account, 80)),
          count(data.order.filter((other) => other === place).length),
          count(data.requests[place] ?? 0),
          share(data.requests[place] ?? 0, all),
        ]),
      ),
  });
}
