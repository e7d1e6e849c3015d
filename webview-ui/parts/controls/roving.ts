/** One tab stop for the marks of a chart or the cells of a table: arrow keys move between them, Enter activates. */

/**
 * `items` in reading order, `columns` of them a row (all in one row when absent); null is a place without one, which keys
 * pass over. `activate` runs on Enter and Space.
 */
export function roving(
  holder: HTMLElement | SVGElement,
  items: readonly (HTMLElement | SVGElement | null)[],
  activate: (index: number) => void,
  columns = items.length,
): void {
  let current = Math.max(
    0,
    items.findIndex((item) => item !== null),
  );
  items.forEach((item, index) => item?.setAttribute('tabindex', index === current ? '0' : '-1'));
  const moveTo = (from: number, by: number): void => {
    let index = from;
    while (items[index] === null) index += by;
    const next = items[index];
    if (!next) return;
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
    const moves: Record<string, readonly [from: number, by: number]> = {
      ArrowRight: [current + 1, 1],
      ArrowLeft: [current - 1, -1],
      ArrowDown: [current + columns, columns],
      ArrowUp: [current - columns, -columns],
      Home: [rowStart, 1],
      End: [Math.min(items.length, rowStart + columns) - 1, -1],
    };
    const move = moves[event.key];
    if (move !== undefined) moveTo(...move);
    else if (event.key === 'Enter' || event.key === ' ') activate(current);
    else return;
    event.preventDefault();
  });
}

/** The row of a list that a key moves to, which may be before the first or after the last one; undefined for other keys. */
export function rowByKey(key: string, at: number, page: number, last: number): number | undefined {
  const [down, up] = [at + 1, at - 1];
  const moves = new Map(
    Object.entries({ ArrowDown: down, j: down, ArrowUp: up, k: up, PageDown: at + page, PageUp: at - page }),
  );
  return key === 'Home' ? 0 : key === 'End' ? last : moves.get(key);
}
