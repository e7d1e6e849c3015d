/**
 * The only way the dashboard creates elements. Strings become text nodes and attribute values after `visible`, so text
 * from a log cannot do anything, and no `style` attribute is written, which the content security policy would refuse.
 */
import { visible, visibleLines } from '../../src/text/visible.ts';

export type Child = Node | string | number | null | undefined | false;
type Listener = (event: never) => void;
type Props = Readonly<Record<string, string | number | boolean | null | undefined | Listener>>;
/** Properties, where there are any, and children. */
type Content = readonly [Props, ...Child[]] | readonly Child[];

/**
 * Log text as it is on a page. The symbols for line breaks and tabs are missing in most fonts of editors, where they show
 * as empty boxes: an arrow and a space say the same.
 */
const onPage = (text: string): string => visible(text).replace(/[\u2409-\u240d]+/g, marked);

const marked = (symbols: string): string => (/[\u240a\u240d]/.test(symbols) ? ' \u21b5 ' : ' ');

/** A number that a sign belongs to stays on one line with it: `< 0.1%`. */
const unbroken = (text: string): string => text.replace(/([<>]) (?=(?:0\.1|99\.9)%)/g, '$1\u00a0');

/** Log text with its own line breaks, for places that keep them. */
export const lines = (text: string): Text => document.createTextNode(visibleLines(text));

function apply(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, name === 'title' ? visibleLines(String(value)) : onPage(String(value)));
  }
}

function fill(element: Element, content: Content): void {
  for (const item of content) {
    if (item === null || item === undefined || item === false) continue;
    if (item instanceof Node) element.append(item);
    else if (typeof item === 'object') apply(element, item);
    else element.append(unbroken(onPage(String(item))));
  }
}

/**
 * `h('div.a.b', { title, onclick }, ...children)`, or without properties: an HTML element; names that start with `on` are listeners.
 * A button submits nothing.
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  name: T | `${T}.${string}`,
  ...content: Content
): HTMLElementTagNameMap[T] {
  const [tag = 'div', ...classes] = name.split('.');
  const element = document.createElement(tag as T);
  if (element instanceof HTMLButtonElement) element.type = 'button';
  if (classes.length > 0) element.className = classes.join(' ');
  fill(element, content);
  return element;
}

/** As `h`, for SVG. */
export function s<T extends keyof SVGElementTagNameMap>(
  name: T | `${T}.${string}`,
  ...content: Content
): SVGElementTagNameMap[T] {
  const [tag = 'g', ...classes] = name.split('.');
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag as T);
  if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  fill(element, content);
  return element;
}

let ids = 0;
/** An element id that no other element of the page has. */
export function freshId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Runs `draw` with the width of the element in CSS pixels, now and whenever it changes, until `signal` aborts. */
export function onWidth(element: Element, signal: AbortSignal, draw: (width: number) => void): void {
  let last = -1;
  const observer = new ResizeObserver((entries) => {
    const width = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (width === last || width === 0) return;
    last = width;
    draw(width);
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
