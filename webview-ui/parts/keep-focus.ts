/** Draws a page anew. The focus stays on what is called as before, or else with the page: not at the top of the window. */
export function keepingFocus(page: HTMLElement, draw: () => void): void {
  const before = document.activeElement;
  if (before === null || !page.contains(before)) return draw();
  const name = nameOf(before);
  const alike = (): Element[] => [...page.querySelectorAll(before.tagName)].filter((one) => nameOf(one) === name);
  const at = alike().indexOf(before);
  draw();
  focus(alike()[at] ?? page);
}

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent;

function focus(element: Element): void {
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus({ preventScroll: true });
}

/**
 * VS Code takes the focus from whatever has it in a page when another editor is chosen, and does not give it back: who comes
 * back from a log line would stand nowhere.
 * @param page takes the focus when what had it is gone
 */
export function keepFocus(page: HTMLElement): void {
  let last: Element | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target;
  });
  window.addEventListener('focus', () => {
    if (last === undefined || document.activeElement !== document.body) return;
    focus(last.isConnected ? last : page);
  });
}

/** Does Escape leave the page? What it closes or clears itself, a menu, a form, a tooltip or a field, goes first. */
export const leavesPage = ({ key, defaultPrevented, target }: KeyboardEvent): boolean =>
  key === 'Escape' &&
  !defaultPrevented &&
  !(target instanceof Element && target.matches('textarea, select, input:not(:placeholder-shown)')) &&
  document.querySelector('.tooltip:not([hidden])') === null;
