/** The map of the prompts: an area a template, alike ones side by side, in topics that can be walked down. */
import type { PromptMap } from '../../../src/protocol/map-data.ts';
import type { TemplateReport } from '../../../src/protocol/view-model.ts';
import { calledTemplate } from '../../parts/findings/decided.ts';
import { templateOpenings } from '../../../src/text/template-names.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { choice } from '../../parts/controls/choice.ts';
import { tooltip } from '../../parts/controls/tooltip.ts';
import { h, onWidth } from '../../parts/dom.ts';
import { verdictIcon, verdictLabel, VERDICTS } from '../../parts/findings/verdict.ts';
import { figure } from '../figure.ts';
import { areasOf, type Box, HEAD, isOpen, nextBox } from './map-layout.ts';
import { isTopic, type Topic } from './map-topics.ts';
import { translated, t } from '../../parts/words.ts';
import { asTable, noteOf, sampleOf, sum } from './map-words.ts';
import { numberOf } from '../../parts/number-of.ts';

const HEIGHT = 440;
const GAP = 2;
/** As in the style sheet. */
const LINE = 14;
/** An area narrower than this holds no words. */
const WORDS = [64, 18] as const;
const SAMPLE = 260;
/** A narrower map has no room for the templates of its topics: most would be areas without a word. */
const NARROW = 520;

type Size = 'requests' | 'accounts' | 'equal';
const SIZES: Readonly<Record<Size, string>> = { requests: 'Requests', accounts: 'Accounts', equal: 'All the same' };

export interface PromptMapOptions {
  page: PageContext;
  root: Topic;
  map: PromptMap;
  /** Called with the topic in view whenever another is walked to. */
  walked: (topic: Topic) => void;
  chosen: (template: TemplateReport) => void;
}

interface Drawn {
  element: HTMLButtonElement;
  box: Box;
}

export function promptMapFigure({ page, root, map, walked, chosen }: PromptMapOptions): HTMLElement {
  let [topic, size, width]: [Topic, Size, number] = [root, 'requests', 0];
  let selected = '';
  let drawn: Drawn[] = [];
  // Areas of one family begin alike: what tells them apart is what there is room for.
  const openings = templateOpenings(page.overview.templates);
  const tip = tooltip(page.signal);
  const way = h('nav.map-way', { 'aria-label': t('Topics') });
  const plot = h('div.prompt-map', {
    role: 'group',
    'aria-label': t(
      'Map of the prompts. Arrow keys move, Enter opens a topic or chooses a template, Backspace goes back.',
    ),
  });
  plot.style.setProperty('height', `${HEIGHT}px`);
  const weight = (one: TemplateReport): number => (size === 'equal' ? 1 : one[size]);
  const weightOf = (part: Topic | TemplateReport): number =>
    isTopic(part) ? part.templates.reduce((sum, one) => sum + weight(one), 0) : weight(part);

  function walk(to: Topic): void {
    topic = to;
    walked(to);
    draw();
    page.say(`${to.name}: ${numberOf(to.templates.length, 'template')}`);
    focus(0);
  }

  function draw(): void {
    if (width === 0) return;
    drawWay();
    drawn = [];
    const boxes = areasOf(topic.parts.map(weightOf), { left: 0, top: 0, width, height: HEIGHT });
    topic.parts.forEach((part, at) => {
      const box = boxes[at]!;
      if (isTopic(part)) drawTopic(part, box);
      else drawTemplate(part, box);
    });
    plot.replaceChildren(...drawn.map(({ element }) => element));
    drawn.forEach(({ element }, at) => (element.tabIndex = at === 0 ? 0 : -1));
  }

  function drawWay(): void {
    const above: Topic[] = [];
    for (let at: Topic | undefined = topic; at !== undefined; at = at.parent) above.unshift(at);
    way.replaceChildren(
      ...above.flatMap((one, at): (Node | string)[] => {
        const name = visibleLine(one.name, 80);
        return one === topic
          ? [h('b', { 'aria-current': 'true' }, name)]
          : [h('button.link', { onclick: () => walk(one) }, name), at < above.length - 1 ? ' › ' : ''];
      }),
      h('span.muted.num', ` ${numberOf(topic.templates.length, 'template')}`),
    );
  }

  function drawTopic(part: Topic, { left, top, width: wide, height }: Box): void {
    const isWhole = width < NARROW;
    const hasHead = !isWhole && isOpen({ left, top, width: wide, height });
    const words = `${part.name}: ${numberOf(part.templates.length, 'template')}, ${numberOf(sum(part.templates), 'request')}`;
    const speaks = VERDICTS[part.verdict].weight > 0;
    const head = { left, top, width: wide, height: hasHead ? HEAD : height };
    place(head, {
      name: `${words}. ${t('Opens this topic.')}`,
      kind: `map-topic ${part.verdict}${isWhole ? ' unopened' : ''}`,
      content:
        height < HEAD || wide <= WORDS[0]
          ? []
          : [
              h(
                'bdi',
                speaks && isWhole ? verdictIcon(part.verdict) : '',
                isWhole ? words : visibleLine(part.name, 80),
              ),
            ],
      tips: () => [h('b', visibleLine(part.name, 120)), words.slice(part.name.length + 2), t('Click to open it')],
      act: () => walk(part),
    });
    if (!hasHead) return;
    const inner = { left, top: top + HEAD, width: wide, height: height - HEAD };
    const boxes = areasOf(part.templates.map(weight), inner);
    part.templates.forEach((template, at) => drawTemplate(template, boxes[at]!));
  }

  function drawTemplate(template: TemplateReport, box: Box): void {
    const word = verdictLabel(calledTemplate(page, template));
    const sample = sampleOf(template);
    const numbers = t('{0} of {1}', numberOf(template.requests, 'request'), numberOf(template.accounts, 'account'));
    const opening = openings.get(template.id) ?? 0;
    // Read out as it is shown: a label that says something else cannot be asked for by voice.
    const own = visibleLine(opening > 0 ? `…${sample.slice(opening)}` : sample, 160);
    const speaks = VERDICTS[template.verdict].weight > 0;
    place(box, {
      name: `${own}: ${word}, ${numbers}`,
      kind: `map-template ${template.verdict}`,
      id: template.id,
      content:
        box.width < WORDS[0] || box.height < WORDS[1]
          ? []
          : [h('bdi', speaks ? verdictIcon(template.verdict) : '', own)],
      tips: () => [h('b', `${word} · ${numbers}`), h('bdi', visibleLine(sample, SAMPLE))],
      act: () => {
        selected = template.id;
        for (const { element } of drawn)
          element.setAttribute('aria-pressed', String(element.dataset['id'] === selected));
        chosen(template);
      },
    });
  }

  interface Look {
    name: string;
    kind: string;
    id?: string;
    content: (Node | string)[];
    tips: () => (Node | string)[];
    act: () => void;
  }

  function place(box: Box, { name, kind, id, content, tips, act }: Look): void {
    const element = h('button', { class: kind, 'aria-label': name, onclick: () => act() }, ...content);
    if (id !== undefined) {
      element.dataset['id'] = id;
      element.setAttribute('aria-pressed', String(id === selected));
    }
    const { left, top, width: wide, height } = box;
    const pixels = { left, top, width: Math.max(1, wide - GAP), height: Math.max(1, height - GAP) };
    for (const [side, value] of Object.entries(pixels)) element.style.setProperty(side, `${value}px`);
    // Whole lines: half a line at the edge reads like a fault.
    element.style.setProperty('--lines', String(Math.max(1, Math.floor((pixels.height - 4) / LINE))));
    const show = (): void => {
      const { left: x, bottom: y } = element.getBoundingClientRect();
      tip.show(x, y - 12, ...tips());
    };
    element.addEventListener('pointermove', ({ clientX, clientY }) => tip.show(clientX, clientY, ...tips()));
    element.addEventListener('pointerleave', tip.hide);
    element.addEventListener('focus', () => element.matches(':focus-visible') && show());
    element.addEventListener('blur', tip.hide);
    drawn.push({ element, box });
  }

  function focus(at: number | undefined): void {
    if (at === undefined || drawn[at] === undefined) return;
    drawn.forEach(({ element }, index) => (element.tabIndex = index === at ? 0 : -1));
    drawn[at].element.focus();
  }

  const DIRECTIONS: Record<string, readonly [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  plot.addEventListener('keydown', (event) => {
    const at = drawn.findIndex(({ element }) => element === event.target);
    const direction = DIRECTIONS[event.key];
    if (event.altKey || at < 0) return;
    if (direction !== undefined)
      focus(
        nextBox(
          drawn.map(({ box }) => box),
          at,
          direction,
        ),
      );
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(drawn.length - 1);
    else if (event.key === 'Backspace' && topic.parent !== undefined) walk(topic.parent);
    else return;
    event.preventDefault();
  });
  const chart = h('div.chart.map-holder', way, plot);
  onWidth(chart, page.signal, (wide) => {
    width = wide;
    draw();
  });
  return figure({
    title: 'Map of the prompts',
    note: noteOf(root, map),
    chart,
    controls: choice<Size>('Size', translated(SIZES), size, (now) => {
      size = now;
      draw();
    }),
    table: () => asTable(page, root),
  });
}
