/** How the answers that a campaign took, or that a relay passed on, add up over its days, with the days on which it went over to another model. */
import { line as lineOf, scaleLinear } from 'd3';
import { count, counted } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import { timeScale, zone } from '../../parts/clock.ts';
import { h, onWidth, s } from '../../parts/dom.ts';
import { time } from '../../parts/format.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { roving } from '../../parts/controls/roving.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { barWidth, countAxis, timeAxis } from '../axes.ts';
import { chartArea, figure } from '../figure.ts';
import { markLabels } from '../mark-labels.ts';

const HEIGHT = 170;
const LEFT = 48;
const BOTTOM = 22;
const TOP = 20;
const DAY = 86_400_000;

type Exposure = NonNullable<CampaignReport['exposure']>;

/** Null where fewer than two days are known: one day has no growth. */
export function growth(options: {
  exposure: Exposure | undefined;
  /** Those who asked are customers of a relay, which took nothing. */
  isRelay: boolean;
  open: (from: number, to: number) => void;
  signal: AbortSignal;
}): HTMLElement | null {
  const { exposure, isRelay, open, signal } = options;
  const title = isRelay ? 'What passed through it, day by day' : 'What it took, day by day';
  const days = exposure?.days ?? [];
  if (exposure === undefined || days.length < 2) return null;
  let [answers, tokens] = [0, 0];
  const sums = days.map(({ day, requests, outputTokens }) => ({
    day,
    requests,
    answers: (answers += requests),
    tokens: (tokens += outputTokens),
  }));
  const [from, to] = [sums[0]!.day, sums.at(-1)!.day + DAY];
  const models = switchesOf(exposure);
  const tip = tooltip(signal);
  const holder = h('div.growth');

  onWidth(holder, signal, (width) => {
    const x = timeScale([from, to], [LEFT, width - 8]);
    const floor = HEIGHT - BOTTOM;
    const y = scaleLinear([0, answers], [floor, TOP]).nice(3);
    const most = Math.max(...days.map(({ requests }) => requests));
    const svg = chartArea(width, HEIGHT, `${title}, ${counted(days.length, 'day')}`);
    const marks = sums.map((one) => {
      const label = `${time(one.day)}: ${counted(one.requests, 'answer')} that day, ${count(one.answers)} in all${tokens > 0 ? `, ${count(one.tokens)} output tokens` : ''}`;
      const [left, right] = [x(one.day), x(one.day + DAY)];
      const high = ((floor - TOP) * one.requests) / Math.max(most, y.domain()[1]!);
      const group = s(
        'g',
        { class: 'mark', role: 'button', 'aria-label': label },
        s('rect', { class: 'hit', x: left, width: Math.max(1, right - left), y: TOP, height: floor - TOP }),
        s('rect', { class: 'other', x: left, width: barWidth(right - left), y: floor - high, height: high }),
      );
      group.addEventListener('click', () => open(one.day, one.day + DAY));
      tip.on(group, (box) => [box.right, box.top, ...label.split(': ')]);
      return group;
    });
    const path = lineOf()([
      [x(from), y(0)],
      ...sums.map((one): [number, number] => [x(one.day + DAY), y(one.answers)]),
    ]);
    const at = models.map(({ first }) => x(first));
    const [left, bottom] = [s('g', { class: 'axis' }), s('g', { class: 'axis' })];
    svg.append(
      left,
      bottom,
      ...marks,
      s('path', { class: 'growth-line', d: path ?? '' }),
      ...at.map((own) => s('line', { class: 'model-mark', x1: own, x2: own, y1: 14, y2: floor })),
      ...markLabels(at, (one) => String(one + 1)).map((label) =>
        s('text', { class: 'mark-label', x: label.x, y: 10, 'aria-hidden': 'true' }, label.text),
      ),
    );
    timeAxis(bottom, x, { floor, width });
    countAxis(left, y, { left: LEFT, width });
    roving(svg, marks, (mark) => sums[mark] !== undefined && open(sums[mark].day, sums[mark].day + DAY));
    holder.replaceChildren(svg);
  });

  const switched = models.map(({ model, first }, at) => `${at + 1} ${short(model, 60)} from ${time(first)}`);
  return figure({
    title,
    note: `The line adds up the answers that ${isRelay ? 'its accounts passed on' : 'it got'}, the bars are those of each day (${zone() === 'UTC' ? 'UTC' : `days in UTC, times in ${zone()}`}). ${switched.length === 0 ? '' : `Numbers mark the first request to another model: ${switched.join('; ')}. `}Enter or a click opens the first log line of a day.`,
    chart: holder,
    table: () =>
      plainTable(
        title,
        columns('Day', '>Answers', '>In all', '>Output tokens in all'),
        sums.map((one) => [time(one.day), count(one.requests), count(one.answers), count(one.tokens)]),
      ),
  });
}

/** Models in the order of their first request, without the one that it began with. */
function switchesOf({ models }: Exposure): { model: string; first: number }[] {
  return models
    .flatMap(({ model, first }) => (first === null ? [] : [{ model, first }]))
    .sort((a, b) => a.first - b.first || (a.model < b.model ? -1 : 1))
    .slice(1);
}
