/** Named views, saved in the workspace: a filter and its columns. One is chosen from a list; the current one can be saved or removed. */
import type { LogFilter, SavedFilter } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { short } from '../../src/text/visible.ts';
import { t } from '../parts/words.ts';
import { sameFilter } from './query.ts';

const MAX_VIEWS = 50;

interface SavedActions {
  chosen: (view: SavedFilter) => void;
  save: (saved: SavedFilter[]) => void;
}

export class SavedViews {
  readonly element: HTMLElement;
  private saved: readonly SavedFilter[] = [];
  private filter: LogFilter | undefined;
  private columns: readonly string[] | undefined;
  private readonly list = h('select', { 'aria-label': t('Saved views'), onchange: () => this.choose() });
  private readonly name = h('input.name', {
    type: 'text',
    maxlength: 80,
    hidden: true,
    'aria-label': t('Name to save this view by'),
    placeholder: t('Name, then Enter'),
    onblur: () => this.ask(this.name.value.trim() !== ''),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') this.save();
      else if (event.key === 'Escape') {
        this.name.value = '';
        this.ask(false);
        this.open.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  private readonly open = h(
    'button.quiet',
    { onclick: () => (this.name.hidden ? this.ask(true) : this.save()) },
    t('Save view'),
  );
  private readonly remove = h('button.quiet', { onclick: () => this.forget() }, t('Delete view'));

  constructor(private readonly actions: SavedActions) {
    this.element = h('span.saved-views', this.list, this.name, this.open, this.remove);
    this.draw();
  }

  /** The views that are saved now. */
  keep(saved: readonly SavedFilter[]): void {
    this.saved = saved;
    this.draw();
  }

  show(filter: LogFilter, columns: readonly string[] | undefined): void {
    this.filter = filter;
    this.columns = columns;
    this.draw();
  }

  private get current(): SavedFilter | undefined {
    return this.saved.find(({ filter }) => sameFilter(filter, this.filter));
  }

  private ask(isOn: boolean): void {
    this.name.hidden = !isOn;
    if (isOn) this.name.focus();
  }

  private draw(): void {
    const { current } = this;
    this.list.replaceChildren(
      h('option', { value: '', selected: current === undefined }, t('Saved views')),
      ...this.saved.map((one) => h('option', { value: one.name, selected: one === current }, short(one.name, 80))),
    );
    this.list.hidden = this.saved.length === 0;
    this.remove.hidden = current === undefined;
  }

  private choose(): void {
    const found = this.saved[this.list.selectedIndex - 1];
    if (found !== undefined) this.actions.chosen(found);
  }

  private save(): void {
    const name = this.name.value.trim();
    const { filter, columns } = this;
    this.name.setAttribute('aria-invalid', String(name === ''));
    if (name === '' || filter === undefined) return this.name.focus();
    this.name.value = '';
    this.ask(false);
    this.open.focus();
    const view = { name, filter, ...(columns && { columns: [...columns] }) };
    this.actions.save([view, ...this.saved.filter((one) => one.name !== name)].slice(0, MAX_VIEWS));
  }

  private forget(): void {
    const { current } = this;
    this.actions.save(this.saved.filter((one) => one !== current));
  }
}
