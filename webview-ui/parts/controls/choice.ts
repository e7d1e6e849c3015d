/** A labelled drop-down over a closed list of values. */
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

export function choice<T extends string>(
  label: string,
  names: Readonly<Record<T, string>>,
  value: T,
  chosen: (value: T) => void,
): HTMLElement {
  const id = freshId('choice');
  const options = Object.keys(names) as T[];
  const select = h(
    'select',
    { id, onchange: () => chosen(options[select.selectedIndex] ?? value) },
    ...options.map((option) => h('option', { value: option, selected: option === value }, names[option])),
  );
  return h('span.choice', h('label', { for: id }, t(label)), select);
}
