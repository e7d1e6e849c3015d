/** The bar between the list and the request: dragged with the pointer, or moved with the arrow keys. */
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

const MIN_SHARE = 0.2;
const MAX_SHARE = 0.8;
const STEP = 0.05;

export interface Splitter {
  element: HTMLElement;
  /** Share of the first part, 0.2 to 0.8. */
  set: (share: number) => void;
}

/** `holder` lays out its parts by the custom property `--split`; side by side, or one above the other when narrow. */
export function splitter(holder: HTMLElement, moved: (share: number) => void): Splitter {
  const element = h('div.splitter', {
    role: 'separator',
    tabindex: 0,
    'aria-label': t('List width'),
    'aria-valuemin': 100 * MIN_SHARE,
    'aria-valuemax': 100 * MAX_SHARE,
  });
  let share = 0.6;
  const isStacked = (): boolean => getComputedStyle(holder).flexDirection === 'column';
  const set = (next: number): void => {
    share = Math.max(MIN_SHARE, Math.min(MAX_SHARE, next));
    holder.style.setProperty('--split', String(share));
    element.setAttribute('aria-valuenow', String(Math.round(100 * share)));
    element.setAttribute('aria-orientation', isStacked() ? 'horizontal' : 'vertical');
  };
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const box = holder.getBoundingClientRect();
    set(isStacked() ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width);
  });
  element.addEventListener('pointerup', () => moved(share));
  element.addEventListener('keydown', (event) => {
    const less = event.key === 'ArrowLeft' || event.key === 'ArrowUp';
    const more = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    if (!less && !more) return;
    set(share + (more ? STEP : -STEP));
    moved(share);
    event.preventDefault();
  });
  return { element, set };
}
