/** One tab stop for the marks of a chart: arrow keys move between them, Enter activates. */

/**
 * `items` in reading order, `columns` of them a row (all in one row when absent). `activate` runs on Enter and Space.
 */
export function roving(
  holder: HTMLElement | SVGElement,
  items: readonly (HTMLElement | SVGElement)[],
  activate: (index: number) => void,
  columns = items.length,
): void {
  items.forEach((item, index) => item.setAttribute('tabindex', index === 0 ? '0' : '-1'));
  let current = 0;
  const moveTo = (index: number): void => {
    const next = items[index];
    if (next === undefined) return;
    items[current]?.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
    current = index;
  };
  holder.addEventListener('focusin', (event) => {
    const index = items.findIndex((item) => item === event.target);
    if (index < 0 || index === current) return;
    items[current]?.setAttribute('tabindex', '-1');
    items[index]?.setAttribute('tabindex', '0');
    current = index;
  });
  holder.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.altKey) return;
    const rowStart = current - (current % columns);
    const moves: Record<string, number> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      ArrowDown: current + columns,
      ArrowUp: current - columns,
      Home: rowStart,
      End: Math.min(items.length, rowStart + columns) - 1,
    };
    if (moves[event.key] !== undefined) moveTo(moves[event.key]!);
    else if (event.key === 'Enter' || event.key === ' ') activate(current);
    else return;
    event.preventDefault();
  });
}
