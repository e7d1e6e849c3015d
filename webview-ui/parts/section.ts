/** A named part of a page. */
import { count } from '../../src/text/numbers.ts';
import { freshId, h, type Child } from './dom.ts';
import { t } from './words.ts';

export function section(title: string, note: Child, ...children: Child[]): HTMLElement {
  const id = freshId('section');
  return h(
    'section.part',
    { 'aria-labelledby': id },
    h('div.part-head', h('h2', { id }, t(title)), note === null ? null : h('p.muted', note)),
    ...children,
  );
}

/** What was looked for and not found, in a line: a heading says what was found. */
export const nothing = (text: string): HTMLElement => h('p.muted.nothing', text);

/** The rest of a list, drawn when it is opened; nothing where nothing is left. */
export function folded(left: number, draw: () => Child, label = t('{0} more', count(left))): HTMLElement | null {
  if (left <= 0) return null;
  const rest = h('details', h('summary', label));
  rest.addEventListener('toggle', () => rest.append(h('div', draw())), { once: true });
  return rest;
}

/** Heading of a page about one thing: where it belongs, its name, its verdict. */
export function pageHead(
  crumb: { title: string; go: () => void } | null,
  title: Child,
  ...below: Child[]
): HTMLElement {
  return h(
    'div.page-head',
    crumb === null ? null : h('button.crumb', { onclick: () => crumb.go() }, `${t(crumb.title)} ›`),
    h('h1', h('bdi', title)),
    ...below,
  );
}
