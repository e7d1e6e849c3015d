/** The frame of every chart: a title, what it shows, controls, and the same data as a table on request. */
import { freshId, h } from '../parts/dom.ts';
import type { Child } from '../parts/dom.ts';

export interface FigureOptions {
  title: string;
  /** One sentence on how to read it. */
  note?: Child;
  chart: Element;
  /** Made when first asked for. */
  table: () => HTMLElement;
  controls?: Child;
  /** A page with one chart has its heading already. */
  hideTitle?: boolean;
}

export function figure({ title, note, chart, table, controls, hideTitle }: FigureOptions): HTMLElement {
  const id = freshId('figure');
  const place = h('div.figure-body', {}, chart);
  let asTable: HTMLElement | null = null;
  const button = h(
    'button.quiet',
    { type: 'button', 'aria-pressed': 'false', onclick: () => toggle() },
    'Show as table',
  );
  function toggle(): void {
    const pressed = button.getAttribute('aria-pressed') === 'true';
    button.setAttribute('aria-pressed', String(!pressed));
    if (!pressed) asTable ??= table();
    place.replaceChildren(pressed || asTable === null ? chart : asTable);
  }
  return h(
    'figure',
    { 'aria-labelledby': id },
    h(
      'figcaption',
      {},
      h('h2', { id, class: hideTitle === true ? 'sr-only' : null }, title),
      note === undefined ? null : h('p.muted', {}, note),
      h('div.figure-controls', {}, controls ?? null, button),
    ),
    place,
  );
}
