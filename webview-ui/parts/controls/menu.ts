/** A button that opens a list below it: Escape, a click elsewhere and leaving it with the keyboard close it. */
import { h } from '../dom.ts';

/** @param signal aborted when its page is left; none where it stays as long as the window */
export function menu(label: string, title: string, list: HTMLElement, signal?: AbortSignal): HTMLDetailsElement {
  const element = h(
    'details.menu',
    {
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !element.open) return;
        element.open = false;
        element.querySelector('summary')?.focus();
        event.stopPropagation();
      },
      ontoggle: () => {
        element.classList.remove('to-start');
        const { right } = list.getBoundingClientRect();
        element.classList.toggle('to-start', right > document.documentElement.clientWidth);
      },
      onfocusout: ({ relatedTarget }: FocusEvent) => {
        if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.open = false;
      },
    },
    h('summary.quiet-button', { title }, label),
    list,
  );
  window.addEventListener(
    'pointerdown',
    ({ target }) => {
      if (target instanceof Node && !element.contains(target)) element.open = false;
    },
    signal && { signal },
  );
  return element;
}
