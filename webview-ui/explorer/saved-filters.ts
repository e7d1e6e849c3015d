/** Named filters, saved in the workspace: one is chosen from a list, and the current one can be saved or removed. */
import type { LogFilter, SavedFilter } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { short } from '../../src/text/visible.ts';
import { t } from '../parts/words.ts';

const MAX_FILTERS = 50;

interface SavedActions {
  chosen: (filter: LogFilter) => void;
  save: (saved: SavedFilter[]) => void;
}

export class SavedFilters {
  readonly element: HTMLElement;
  private saved: readonly SavedFilter[] = [];
  private filter: LogFilter | undefined;
  private readonly list = h('select', { 'aria-label': 'Saved filters', onchange: () => this.choose() });
  private readonly name = h('input.name', {
    type: 'text',
    maxlength: 80,
    'aria-label': 'Name to save this filter by',
    placeholder: 'Name this filter',
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.save();
    },
  });
  private readonly remove = h('button.quiet', { type: 'button', onclick: () => this.forget() }, t('Delete'));

  constructor(private readonly actions: SavedActions) {
    const save = h('button.quiet', { type: 'button', onclick: () => this.save() }, t('Save'));
    this.element = h('span.saved-filters', {}, this.list, this.name, save, this.remove);
    this.draw();
  }

  /** The filters that are saved now. */
  keep(saved: readonly SavedFilter[]): void {
    this.saved = saved;
    this.draw();
  }

  show(filter: LogFilter): void {
    this.filter = filter;
    this.draw();
  }

  private get current(): SavedFilter | undefined {
    const now = JSON.stringify(sorted(this.filter));
    return this.saved.find(({ filter }) => JSON.stringify(sorted(filter)) === now);
  }

  private draw(): void {
    const { current } = this;
    this.list.replaceChildren(
      h('option', { value: '', selected: current === undefined }, t('Saved filters')),
      ...this.saved.map((one) => h('option', { value: one.name, selected: one === current }, short(one.name, 80))),
    );
    this.list.disabled = this.saved.length === 0;
    this.remove.hidden = current === undefined;
  }

  private choose(): void {
    const found = this.saved[this.list.selectedIndex - 1];
    if (found !== undefined) this.actions.chosen(found.filter);
  }

  private save(): void {
    const name = this.name.value.trim();
    const { filter } = this;
    this.name.setAttribute('aria-invalid', String(name === ''));
    if (name === '' || filter === undefined) {
      this.name.focus();
      return;
    }
    this.name.value = '';
    this.actions.save([{ name, filter }, ...this.saved.filter((one) => one.name !== name)].slice(0, MAX_FILTERS));
  }

  private forget(): void {
    const { current } = this;
    this.actions.save(this.saved.filter((one) => one !== current));
  }
}

/** The same filter, whatever the order in which its parts were set. */
const sorted = (filter: LogFilter | undefined): unknown =>
  filter === undefined ? undefined : Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1));
