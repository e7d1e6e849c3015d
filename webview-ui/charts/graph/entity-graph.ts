/**
 * Accounts on the left, what they have in common on the right, a line where a request has both, as thick as these are many. A press
 * unfolds what stands around a mark, and a second one opens its page.
 */
import { linkHorizontal } from 'd3';
import { ENTITY_KINDS } from '../../../src/protocol/entity-kinds.ts';
import { type EntityGraph, type EntityRef, type GraphNode } from '../../../src/protocol/entity-data.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import { shortLabel, shortMiddle } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { roving } from '../../parts/controls/roving.ts';
import { entityLink, entityName, entityTarget, kindName, kindsName } from '../../parts/entities/entity-words.ts';
import { type ChosenKinds, kindFilter } from '../../parts/entities/kind-filter.ts';
import { h, onWidth, s } from '../../parts/dom.ts';
import { plainTable } from '../../parts/plain-table.ts';
import { notice } from '../../parts/notice.ts';
import { t } from '../../parts/words.ts';
import { figure } from '../figure.ts';

const ROW = 24;
const HEAD = 24;
const BAR = 8;
const THICKEST = 10;
/** Pixels of a letter, of a bold one, and letters of a name at most. */
const LETTER = 7.4;
const BOLD = 8.4;
const LETTERS = 44;
/** As many as one question may name. */
const MOST_OPEN = 40;

interface Place extends GraphNode {
  at: number;
  x: number;
  y: number;
}

/**
 * @param start what is unfolded at first
 * @param given what is followed; chosen at the chart where it is not given
 * @param first a campaign whose accounts go before others
 */
export function entityGraphChart(
  page: PageContext,
  start: readonly EntityRef[],
  { given, first }: { given?: ChosenKinds; first?: string } = {},
): HTMLElement {
  let open = start.slice(0, MOST_OPEN);
  let graph: EntityGraph = { nodes: [], links: [] };
  let width = 0;
  let asked = 0;
  const holder = h('div.graph.entity-graph');
  const tip = tooltip(page.signal);
  const filter = kindFilter(page.overview.entityKinds, () => void ask());

  async function ask(): Promise<void> {
    const mine = ++asked;
    try {
      const followed = { ...(given ?? filter.chosen()), ...(first !== undefined && { first }) };
      const answer = await page.ask('entityGraph', { open, ...followed });
      if (mine !== asked || page.signal.aborted) return;
      graph = answer;
      draw();
    } catch (error) {
      if (!page.signal.aborted) holder.replaceChildren(notice(error, () => void ask()));
    }
  }

  function press({ kind, value, isOpen }: GraphNode): void {
    if (isOpen || open.length === MOST_OPEN) page.go(entityTarget({ kind, value }));
    else {
      open = [...open, { kind, value }];
      void ask();
    }
  }

  function draw(): void {
    if (width === 0) return;
    holder.replaceChildren(graph.links.length === 0 ? h('p.muted', t('Nothing of these kinds is linked.')) : drawn());
  }

  function drawn(): SVGElement {
    const room = Math.round(width * 0.36);
    const places = placed(graph, [room, width - room - BAR]);
    const height = Math.max(...places.map(({ y }) => y)) + ROW;
    const svg = s('svg', { class: 'chart', width, height, role: 'group', 'aria-label': t('What is linked with what') });
    const most = Math.max(1, ...graph.links.map(({ requests }) => requests));
    const bands = s('g', { class: 'bands' });
    for (const { account, entity, requests } of graph.links) {
      const [a, b] = [places[account], places[entity]];
      if (a === undefined || b === undefined) continue;
      const d = linkHorizontal()({ source: [a.x + BAR, a.y], target: [b.x, b.y] }) ?? '';
      const thick = Math.max(1, (THICKEST * requests) / most);
      bands.append(s('path', { class: `band from-${account} to-${entity}`, d, 'stroke-width': thick }));
    }
    svg.append(bands, ...heads(places), ...places.map((place) => mark(svg, place, room)));
    const order = [...places].sort((a, b) => a.x - b.x || a.y - b.y);
    const marks = new Map(
      [...svg.querySelectorAll<SVGElement>('.node')].map((one) => [Number(one.dataset['at']), one]),
    );
    roving(
      svg,
      order.map(({ at }) => marks.get(at) ?? null),
      (index) => order[index] && press(order[index]),
    );
    return svg;
  }

  function mark(svg: SVGElement, place: Place, room: number): SVGGElement {
    const { at, kind, x, y, isOpen, more, accounts, requests, value } = place;
    const isAccount = kind === 'account';
    const extra = more > 0 ? ` +${count(more)}` : '';
    const name = entityName(page, { kind, value }, 120);
    const letters = Math.min(LETTERS, Math.max(6, Math.floor((room - 20) / (isOpen ? BOLD : LETTER)) - extra.length));
    const label = (kind === 'template' ? shortLabel(name, letters) : shortMiddle(name, letters, 6)) + extra;
    const facts = [
      counted(requests, 'request'),
      ...(isAccount ? [] : [counted(accounts, 'account')]),
      isOpen ? t('press to open its page') : t('press to show its neighbours'),
    ];
    // Whoever speaks to the computer says what is in sight, so the name of a mark holds it word by word.
    const words = [label, `${kindName(kind)} ${name}`, ...facts].join(', ');
    const element = s(
      'g',
      {
        class: `mark node ${isOpen ? 'open' : ''} ${isAccount ? (page.find.account(value)?.verdict ?? '') : ''}`,
        role: 'button',
        'aria-label': words,
        'data-at': at,
      },
      s('rect', { class: 'hit', x: isAccount ? x - room : x - 2, y: y - ROW / 2, width: room + BAR, height: ROW }),
      s('rect', { class: 'node-bar', x, y: y - ROW / 2 + 4, width: BAR, height: ROW - 8 }),
      s('text', { x: isAccount ? x - 8 : x + BAR + 8, y: y + 4, 'text-anchor': isAccount ? 'end' : 'start' }, label),
    );
    const light = (isOn: boolean): void => {
      svg.classList.toggle('lit', isOn);
      for (const band of svg.querySelectorAll(isAccount ? `.from-${at}` : `.to-${at}`))
        band.classList.toggle('on', isOn);
    };
    const show = (): void => {
      const { left, bottom } = element.getBoundingClientRect();
      tip.show(left + 20, bottom, h('b', name), ...facts);
      light(true);
    };
    const hide = (): void => {
      tip.hide();
      light(false);
    };
    element.addEventListener('click', () => {
      tip.hide();
      press(place);
    });
    for (const event of ['pointerenter', 'focus']) element.addEventListener(event, show);
    for (const event of ['pointerleave', 'blur']) element.addEventListener(event, hide);
    return element;
  }

  onWidth(holder, page.signal, (now) => {
    width = now;
    draw();
  });
  void ask();
  return figure({
    title: 'What is linked with what',
    note: t('Press a node to show its neighbours, and again to open its page. +3 means that three more are not shown.'),
    ...(given === undefined && { controls: filter.element }),
    chart: holder,
    table: () => asTable(page, graph),
  });
}

/** One below the other, accounts on one side; on the other each kind below its name. */
function placed({ nodes }: EntityGraph, [left, right]: readonly [number, number]): Place[] {
  const next = { account: HEAD + ROW / 2, entity: HEAD + ROW / 2 };
  const places = nodes.map((node, at): Place => ({ ...node, at, x: 0, y: 0 }));
  for (const kind of ['account', ...ENTITY_KINDS] as const) {
    const own = places.filter((place) => place.kind === kind);
    const side = kind === 'account' ? 'account' : 'entity';
    if (kind !== 'account' && own.length > 0 && next.entity > HEAD + ROW / 2) next.entity += ROW;
    for (const place of own) {
      place.x = kind === 'account' ? left : right;
      place.y = next[side];
      next[side] += ROW;
    }
  }
  return places;
}

function heads(places: readonly Place[]): SVGTextElement[] {
  return (['account', ...ENTITY_KINDS] as const).flatMap((kind) => {
    const first = places.find((place) => place.kind === kind);
    if (first === undefined) return [];
    const isAccount = kind === 'account';
    const place = { x: isAccount ? first.x + BAR : first.x, y: first.y - ROW / 2 - 5 };
    const name = isAccount ? t('Accounts') : kindsName(kind);
    return [
      s(
        'text',
        { class: 'column-name', ...place, 'text-anchor': isAccount ? 'end' : 'start', 'aria-hidden': 'true' },
        name,
      ),
    ];
  });
}

function asTable(page: PageContext, { nodes, links }: EntityGraph): HTMLElement {
  return plainTable(
    'What is linked with what',
    [{ title: 'Account' }, { title: 'Kind' }, { title: 'Value' }, { title: 'Requests', align: 'right' }],
    links.flatMap(({ account, entity, requests }) => {
      const [one, other] = [nodes[account], nodes[entity]];
      if (one === undefined || other === undefined) return [];
      return [[entityLink(page, one), kindName(other.kind), entityLink(page, other), count(requests)]];
    }),
  );
}
