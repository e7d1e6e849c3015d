/**
 * Who in a campaign sends what, and from where: groups of accounts in the middle, templates on the right with bands as wide
 * as the requests, shared addresses, programs and organisations on the left with lines as thick as their accounts.
 */
import { linkHorizontal } from 'd3';
import type { AccountGroup, CampaignGraph, GraphTrace } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h, onWidth, s } from '../../parts/dom.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import { accountLink, templateLink } from '../../parts/findings/links.ts';
import { plainTable } from '../../parts/plain-table.ts';
import { roving } from '../../parts/controls/roving.ts';
import { section } from '../../parts/section.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { templateNames } from '../../../src/text/template-names.ts';
import { short, shortLabel } from '../../../src/text/visible.ts';
import { figure } from '../figure.ts';
import { stack, type Node } from './graph-layout.ts';
import { traceLines, traceSection, traceTable, traceWords } from './graph-traces.ts';
import { t } from '../../parts/words.ts';
import { numberOf } from '../../parts/number-of.ts';

const BAR = 10;
/** Room for the names of the columns. */
const HEAD = 24;
/** Room that `1,234 accounts` takes before its bar. */
const COUNT_ROOM = 106;
/** Below this width there is no room for a third column: a table holds what it would show. */
const WIDE = 680;

export function campaignGraphChart(page: PageContext, graph: CampaignGraph): HTMLElement {
  const { signal } = page;
  const tip = tooltip(signal);
  const holder = h('div.graph');
  const detail = h('div');
  const { groups, templates, traces } = graph;
  const title = traces.length > 0 ? 'Accounts, templates and infrastructure' : 'Accounts and templates';
  const shared = h('div.shared');
  const height = Math.min(620, Math.max(140, 34 * Math.max(groups.length, templates.length, traces.length)));
  const sources = stack(
    traces.map(({ members }) => members),
    height,
  );
  const left = stack(
    groups.map(({ requests }) => requests),
    height,
  );
  const right = stack(
    templates.map((_, place) => groups.reduce((sum, group) => sum + (group.counts[place] ?? 0), 0)),
    height,
  );

  const groupName = ({ accounts, size }: AccountGroup): string =>
    size === 1 ? (accounts[0] ?? '') : numberOf(size, 'account');
  const templateName = (place: number): string => {
    const id = templates[place]?.template ?? '';
    const text = templateNames(page.overview.templates).get(id) ?? '';
    return text === '' ? id : `${id} ${text}`;
  };
  const groupWords = (group: AccountGroup): string =>
    `${groupName(group)}, ${counted(group.requests, 'request')}, ${counted(group.counts.filter((value) => value > 0).length, 'template')}, ${counted(group.organisations, 'organisation')}`;
  const templateWords = (place: number): string =>
    `${short(templateName(place), 120)}, ${counted(templates[place]?.requests ?? 0, 'request')}, ${counted(templates[place]?.accounts ?? 0, 'account')}`;

  const openTrace = (trace: GraphTrace): void => detail.replaceChildren(traceSection(page, graph.campaign, trace));

  function openGroup(group: AccountGroup): void {
    const [only] = group.accounts;
    if (group.size === 1 && only !== undefined) {
      page.go({ page: 'account', account: only });
      return;
    }
    const more = group.size - group.accounts.length;
    detail.replaceChildren(
      section(
        t('{0} with the same templates', numberOf(group.size, 'account')),
        more > 0 ? t('The first {0}', count(group.accounts.length)) : null,
        h('p.list', ...group.accounts.map((account) => accountLink(page, account))),
      ),
    );
  }

  function draw(width: number): void {
    const wide = traces.length > 0 && width >= WIDE;
    const [side, behind] = [wide ? Math.round(width * 0.24) : 0, Math.round(width * (wide ? 0.33 : 0.4))];
    const from = Math.max(Math.round(width * (wide ? 0.47 : 0.18)), COUNT_ROOM);
    const to = width - behind - BAR;
    const before = wide ? Math.max(Math.round(width * 0.13), COUNT_ROOM) : from;
    const svg = s('svg', { class: 'chart', width, height: HEAD + height, role: 'group', 'aria-label': title });
    const body = s('g', { transform: `translate(0,${HEAD})` });
    const bands = s('g', { class: 'bands' });
    const head = (x: number, anchor: 'start' | 'end', text: string): SVGTextElement =>
      s('text', { class: 'column-name', x, y: 12, 'text-anchor': anchor, 'aria-hidden': 'true' }, text);
    const starts = left.map(({ y }) => y);
    const ends = right.map(({ y }) => y);
    const unit = Math.min(...[...left, ...right].map(({ size, value }) => (value === 0 ? Infinity : size / value)));
    groups.forEach((group, row) => {
      group.counts.forEach((value, place) => {
        if (value === 0) return;
        const thick = Math.max(1, value * unit);
        const [a, b] = [(starts[row] ?? 0) + thick / 2, (ends[place] ?? 0) + thick / 2];
        starts[row] = (starts[row] ?? 0) + thick;
        ends[place] = (ends[place] ?? 0) + thick;
        const d = linkHorizontal()({ source: [from + BAR, a], target: [to, b] }) ?? '';
        bands.append(
          s(
            'path',
            { class: `band from-${row} to-${place}`, d, 'stroke-width': thick },
            s('title', `${groupName(group)} → ${short(templateName(place), 80)}: ${counted(value, 'request')}`),
          ),
        );
      });
    });
    const lines = wide ? traceLines(traces, sources, left) : [];
    for (const { trace, group, from: start, to: end, thick } of lines) {
      const d = linkHorizontal()({ source: [side + BAR, start], target: [from, end] }) ?? '';
      bands.append(s('path', { class: `band trace-${trace} from-${group}`, d, 'stroke-width': thick }));
    }
    const traceMarks = !wide
      ? []
      : traces.map((trace, place) =>
          mark(
            sources[place],
            side,
            trace.value,
            traceWords(trace),
            'end',
            side,
            () => openTrace(trace),
            `trace-${place}`,
          ),
        );
    const groupMarks = groups.map((group, row) =>
      mark(left[row], from, groupName(group), groupWords(group), 'end', before, () => openGroup(group), `from-${row}`),
    );
    const templateMarks = templates.map(({ template }, place) =>
      mark(
        right[place],
        to,
        templateName(place),
        templateWords(place),
        'start',
        behind,
        () => page.go({ page: 'template', template }),
        `to-${place}`,
      ),
    );
    body.append(bands, ...traceMarks, ...groupMarks, ...templateMarks);
    svg.append(head(from + BAR, 'end', t('Accounts')), head(to, 'start', t('Templates')), body);
    if (wide) svg.append(head(side + BAR, 'end', t('Shared infrastructure')));
    shared.replaceChildren(...(wide || traces.length === 0 ? [] : [traceTable(page, traces)]));
    const acts = [
      ...(wide ? traces : []).map((trace) => () => openTrace(trace)),
      ...groups.map((group) => () => openGroup(group)),
      ...templates.map(
        ({ template }) =>
          () =>
            page.go({ page: 'template', template }),
      ),
    ];
    roving(svg, [...traceMarks, ...groupMarks, ...templateMarks], (index) => acts[index]?.());
    holder.replaceChildren(svg);

    function mark(
      node: Node | undefined,
      x: number,
      name: string,
      words: string,
      anchor: 'start' | 'end',
      room: number,
      act: () => void,
      bandClass: string,
    ): SVGGElement {
      const { y = 0, size = 0, slot = 0 } = node ?? {};
      const text = shortLabel(name, Math.max(4, Math.floor((room - 12) / 7.5)));
      // Whoever speaks to the computer says what is in sight, so the name of a mark holds it word by word.
      const spoken = text === name ? words : `${text} ${words}`;
      const outer = anchor === 'end' ? x - room : x - 2;
      const element = s(
        'g',
        { class: 'mark node', role: 'button', 'aria-label': spoken },
        s('rect', { class: 'hit', x: outer, y: y + size / 2 - slot / 2, width: room + BAR - 2, height: slot }),
        s('rect', { class: 'node-bar', x, y, width: BAR, height: size }),
        s('text', { x: anchor === 'end' ? x - 8 : x + BAR + 8, y: y + size / 2 + 4, 'text-anchor': anchor }, text),
      );
      const light = (on: boolean): void => {
        svg.classList.toggle('lit', on);
        for (const band of svg.querySelectorAll(`.${bandClass}`)) band.classList.toggle('on', on);
      };
      const show = (): void => {
        const box = element.getBoundingClientRect();
        const [first, ...rest] = words.split(/, (?=\d)/);
        tip.show(box.left + 20, box.bottom, h('b', first), rest.join(', '));
        light(true);
      };
      const hide = (): void => {
        tip.hide();
        light(false);
      };
      element.addEventListener('click', act);
      for (const event of ['pointerenter', 'focus']) element.addEventListener(event, show);
      for (const event of ['pointerleave', 'blur']) element.addEventListener(event, hide);
      return element;
    }
  }

  onWidth(holder, signal, draw);
  const rest = [
    ...(graph.moreAccounts > 0 ? [counted(graph.moreAccounts, 'more account')] : []),
    ...(graph.moreTemplates > 0 ? [counted(graph.moreTemplates, 'more template')] : []),
  ];
  return h(
    'div.stack',
    figure({
      title,
      note: `Accounts that use the same templates form one group. The width of a band shows its number of requests${traces.length > 0 ? ', and that of a line on the left its number of accounts' : ''}.${rest.length > 0 ? ` Not drawn: ${rest.join(' and ')}.` : ''}`,
      chart: h('div', holder, shared),
      table: () => {
        const sends = plainTable(
          title,
          [{ title: 'Accounts' }, ...templates.map(({ template }) => ({ title: template, align: 'right' as const }))],
          [
            ...groups.map((group) => [
              group.size === 1 && group.accounts[0] !== undefined
                ? accountLink(page, group.accounts[0])
                : groupName(group),
              ...group.counts.map((value) => (value === 0 ? '–' : count(value))),
            ]),
            [t('Prompt'), ...templates.map(({ template }) => templateLink(page, template))],
          ],
        );
        return traces.length === 0 ? sends : h('div.stack', sends, traceTable(page, traces));
      },
    }),
    detail,
  );
}
