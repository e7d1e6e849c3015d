/** Who in a campaign sends what: groups of accounts on the left, templates on the right, bands as wide as the requests. */
import { linkHorizontal } from 'd3';
import type { AccountGroup, CampaignGraph } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { count, plural } from '../parts/format.ts';
import { accountLink, templateLink } from '../parts/links.ts';
import { plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/roving.ts';
import { section } from '../parts/section.ts';
import { tooltip } from '../parts/tooltip.ts';
import { short } from '../parts/visible.ts';
import { figure } from './figure.ts';
import { stack } from './graph-layout.ts';
import type { Node } from './graph-layout.ts';

const TITLE = 'Accounts and templates';
const BAR = 10;

export function campaignGraphChart(page: PageContext, graph: CampaignGraph): HTMLElement {
  const { signal } = page;
  const tip = tooltip(signal);
  const holder = h('div.graph', {});
  const detail = h('div', {});
  const { groups, templates } = graph;
  const height = Math.min(620, Math.max(140, 34 * Math.max(groups.length, templates.length)));
  const left = stack(
    groups.map(({ requests }) => requests),
    height,
  );
  const right = stack(
    templates.map((_, place) => groups.reduce((sum, group) => sum + (group.counts[place] ?? 0), 0)),
    height,
  );

  const groupName = ({ accounts, size }: AccountGroup): string =>
    size === 1 ? (accounts[0] ?? '') : plural(size, 'account');
  const templateName = (place: number): string => {
    const id = templates[place]?.template ?? '';
    const parts = page.find.template(id)?.parts ?? [];
    const text = parts
      .map((part) => ('text' in part ? part.text : '…'))
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
    return text === '' ? id : `${id} ${text}`;
  };
  const groupWords = (group: AccountGroup): string =>
    `${groupName(group)}, ${plural(group.requests, 'request')}, ${plural(group.counts.filter((value) => value > 0).length, 'template')}, ${plural(group.organisations, 'organisation')}`;
  const templateWords = (place: number): string =>
    `${short(templateName(place), 120)}, ${plural(templates[place]?.requests ?? 0, 'request')}, ${plural(templates[place]?.accounts ?? 0, 'account')}`;

  function openGroup(group: AccountGroup): void {
    const [only] = group.accounts;
    if (group.size === 1 && only !== undefined) {
      page.go({ page: 'account', account: only });
      return;
    }
    const more = group.size - group.accounts.length;
    detail.replaceChildren(
      section(
        `${plural(group.size, 'account')} with the same templates`,
        more > 0 ? `The first ${count(group.accounts.length)}` : null,
        h('p.list', {}, ...group.accounts.map((account) => accountLink(page, account))),
      ),
    );
  }

  function draw(width: number): void {
    const [before, behind] = [Math.round(width * 0.18), Math.round(width * 0.4)];
    const [from, to] = [before, width - behind - BAR];
    const svg = s('svg', { class: 'chart', width, height, role: 'group', 'aria-label': TITLE });
    const bands = s('g', { class: 'bands' });
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
            s('title', {}, `${groupName(group)} → ${short(templateName(place), 80)}: ${plural(value, 'request')}`),
          ),
        );
      });
    });
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
    svg.append(bands, ...groupMarks, ...templateMarks);
    const acts = [
      ...groups.map((group) => () => openGroup(group)),
      ...templates.map(
        ({ template }) =>
          () =>
            page.go({ page: 'template', template }),
      ),
    ];
    roving(svg, [...groupMarks, ...templateMarks], (index) => acts[index]?.());
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
      const text = short(name, Math.max(4, Math.floor((room - 12) / 6.6)));
      const outer = anchor === 'end' ? 0 : x - 2;
      const element = s(
        'g',
        { class: 'mark node', role: 'button', 'aria-label': words },
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
        tip.show(box.left + 20, box.bottom, h('b', {}, first), rest.join(', '));
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
    ...(graph.moreAccounts > 0 ? [plural(graph.moreAccounts, 'more account')] : []),
    ...(graph.moreTemplates > 0 ? [plural(graph.moreTemplates, 'more template')] : []),
  ];
  return h(
    'div.stack',
    {},
    figure({
      title: TITLE,
      note: `Accounts that use the same templates are one group; a band is as wide as its requests.${rest.length > 0 ? ` Not drawn: ${rest.join(' and ')}.` : ''}`,
      chart: holder,
      table: () =>
        plainTable(
          TITLE,
          [{ title: 'Accounts' }, ...templates.map(({ template }) => ({ title: template, align: 'right' as const }))],
          [
            ...groups.map((group) => [
              group.size === 1 && group.accounts[0] !== undefined
                ? accountLink(page, group.accounts[0])
                : groupName(group),
              ...group.counts.map((value) => (value === 0 ? '–' : count(value))),
            ]),
            ['Prompt', ...templates.map(({ template }) => templateLink(page, template))],
          ],
        ),
    }),
    detail,
  );
}
