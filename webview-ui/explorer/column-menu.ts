/** Which columns the rows have: a menu of check boxes. */
import { menu } from '../parts/controls/menu.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

export interface ColumnChoice {
  id: string;
  title: string;
  isOn: boolean;
}

export class ColumnMenu {
  readonly element: HTMLDetailsElement;
  private readonly list = h('div.menu-list', { role: 'group', 'aria-label': t('Columns') });

  /** @param changed called with the columns that are shown; undefined for the usual ones */
  constructor(private readonly changed: (columns: string[] | undefined) => void) {
    this.element = menu(t('Columns'), t('Which columns are shown'), this.list);
  }

  show(choices: readonly ColumnChoice[], isUsual: boolean): void {
    const boxes = choices.map(({ id, title, isOn }) => {
      const box = h('input', {
        type: 'checkbox',
        checked: isOn,
        onchange: () => this.changed(boxes.flatMap(({ id: one, box: { checked } }) => (checked ? [one] : []))),
      });
      return { id, box, label: h('label.check', box, t(title)) };
    });
    const usual = h('button.link', { hidden: isUsual, onclick: () => this.changed(undefined) }, t('The usual columns'));
    const focused = [...this.list.querySelectorAll('input')].findIndex((one) => one === document.activeElement);
    this.list.replaceChildren(...boxes.map(({ label }) => label), usual);
    if (focused >= 0) boxes[focused]?.box.focus();
  }
}
