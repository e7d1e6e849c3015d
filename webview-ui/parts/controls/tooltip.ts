/** One tooltip for the charts of a page. Escape hides it. */
import { h, type Child } from '../dom.ts';

export interface Tooltip {
  show: (x: number, y: number, ...lines: Child[]) => void;
  hide: () => void;
  /** Shows what `at` gives, a place and lines, while an element is pointed at or has the focus. */
  on: (element: Element, at: (box: DOMRect) => readonly [x: number, y: number, ...lines: Child[]]) => void;
}

/** `x` and `y` are CSS pixels of the window; the tip stays inside it. */
export function tooltip(signal: AbortSignal): Tooltip {
  const element = h('div.tooltip', { 'aria-hidden': 'true', hidden: true });
  document.body.append(element);
  const hide = (): void => {
    element.hidden = true;
  };
  signal.addEventListener('abort', () => element.remove());
  window.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal });
  const show: Tooltip['show'] = (x, y, ...lines) => {
    element.replaceChildren(...lines.map((line) => h('div', line)));
    element.hidden = false;
    const { width, height } = element.getBoundingClientRect();
    const left = x + 14 + width > window.innerWidth ? Math.max(4, x - width - 10) : x + 14;
    const top = y + 16 + height > window.innerHeight ? Math.max(4, y - height - 10) : y + 16;
    element.style.setProperty('transform', `translate(${Math.round(left)}px, ${Math.round(top)}px)`);
  };
  const on: Tooltip['on'] = (element, at) => {
    const tell = (): void => show(...at(element.getBoundingClientRect()));
    for (const event of ['pointerenter', 'focus']) element.addEventListener(event, tell);
    for (const event of ['pointerleave', 'blur']) element.addEventListener(event, hide);
  };
  return { show, hide, on };
}
