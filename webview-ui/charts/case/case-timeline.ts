/** What happened in a campaign, on one time axis: members joining and stopping, templates, models, decisions. */
import type { CaseEvent } from '../../../src/protocol/case-data.ts';
import { counted } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import { timeScale, zone, zoneLabel } from '../../parts/clock.ts';
import { h, onWidth, s } from '../../parts/dom.ts';
import { time } from '../../parts/format.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { roving } from '../../parts/controls/roving.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { chartArea, figure } from '../figure.ts';
import { timeAxis } from '../axes.ts';
import { t } from '../../parts/words.ts';

export type TimelineEvent = Omit<CaseEvent, 'kind'> & { kind: CaseEvent['kind'] | 'decision' };

const LANES: Readonly<Record<TimelineEvent['kind'], string>> = {
  joins: 'Accounts join',
  stops: 'Accounts stop',
  template: 'New templates',
  model: 'Model switches',
  decision: 'Decisions',
};
const LANE = 24;
const LEFT = 110;
const AXIS = 22;

export function caseTimeline(options: {
  events: readonly TimelineEvent[];
  period: readonly [number, number];
  open: (event: TimelineEvent) => void;
  signal: AbortSignal;
}): HTMLElement {
  const { events, period, open, signal } = options;
  const tip = tooltip(signal);
  const kinds = (Object.keys(LANES) as TimelineEvent['kind'][]).filter((kind) =>
    events.some((one) => one.kind === kind),
  );
  const holder = h('div.case-timeline');
  const title = 'What happened when';

  onWidth(holder, signal, (width) => {
    const x = timeScale(period, [LEFT, width - 10]);
    const height = kinds.length * LANE;
    const svg = chartArea(width, height + AXIS, `${title}, ${counted(events.length, 'event')}`);
    const axis = s('g', { class: 'axis' });
    kinds.forEach((kind, lane) => {
      const y = (lane + 0.5) * LANE;
      svg.append(
        s('line', { class: 'rule', x1: LEFT, x2: width - 10, y1: y, y2: y }),
        s('text', { class: 'lane-name', x: 0, y: y + 4 }, t(LANES[kind])),
      );
    });
    const marks = events.map((event) => mark(event, x(event.time), (kinds.indexOf(event.kind) + 0.5) * LANE));
    svg.append(...marks, axis);
    timeAxis(axis, x, { floor: height, width });
    roving(svg, marks, (at) => events[at] !== undefined && open(events[at]));
    holder.replaceChildren(svg);
  });

  function mark(event: TimelineEvent, x: number, y: number): SVGGElement {
    const label = `${time(event.time)}: ${short(event.text, 200)}`;
    const group = s(
      'g',
      { class: `mark event ${event.kind}`, role: 'button', 'aria-label': label },
      s('rect', { class: 'hit', x: x - 5, y: y - LANE / 2, width: 10, height: LANE }),
      s('circle', { cx: x, cy: y, r: 4 }),
    );
    group.addEventListener('click', () => open(event));
    tip.on(group, (box) => [box.right, box.top, h('b', short(event.text, 200)), time(event.time)]);
    return group;
  }

  return figure({
    title,
    note: `Times are in ${zone()}. Enter or a click opens what the mark is about.`,
    chart: holder,
    table: () =>
      plainTable(
        title,
        columns(t('Time ({0})', zoneLabel()), 'What', 'Event'),
        events.map((event) => [time(event.time), t(LANES[event.kind]), short(event.text, 200)]),
      ),
  });
}
