/** Controls that narrow the list: requests or lines, account, template, flagged ones, text that a line contains, and more. */
import type { ListFacts, LogFacts, LogFilter, SavedFilter } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { MoreFilters, restricting } from './more-filters.ts';
import { nameField } from './name-field.ts';
import type { NameField } from './name-field.ts';
import { bytes, count, counted, rate } from '../../src/text/numbers.ts';
import type { AskHost } from './explorer-host.ts';
import { t } from '../parts/words.ts';

/** Milliseconds without a key press before the text is searched for: a search reads the log. */
const PAUSE_MS = 350;

interface FilterActions {
  ask: AskHost;
  changed: (filter: LogFilter) => void;
  stopSearch: () => void;
  saveFilters: (saved: SavedFilter[]) => void;
  /** Leaves the field for the list. */
  leave: () => void;
}

export const NO_FILTER: LogFilter = {
  kind: 'requests',
  account: '',
  template: '',
  campaign: '',
  flagged: false,
  text: '',
};

export class FilterBar {
  readonly element: HTMLElement;
  private filter: LogFilter = NO_FILTER;
  private timer = 0;
  private readonly requests = this.kindButton('requests', 'Requests');
  private readonly lines = this.kindButton('lines', 'All lines');
  private readonly account = this.nameField('account', 'Account');
  private readonly template = this.nameField('template', 'Template');
  private readonly more: MoreFilters;
  private readonly flagged = h('input', {
    type: 'checkbox',
    onchange: () => this.change({ flagged: this.flagged.checked }),
  });
  private readonly flaggedLabel = h('label.check', {}, this.flagged, t('Flagged only'));
  private readonly text = h('input', {
    type: 'search',
    'aria-label': 'Search text in the log',
    placeholder: 'Search text ( / )',
    oninput: () => this.later(() => this.change({ text: this.text.value })),
    onkeydown: (event: KeyboardEvent) => this.onTextKey(event),
  });
  private readonly status = h('span.num.muted.list-status', { role: 'status' });
  private readonly bar = h('progress', { max: 1, hidden: true, 'aria-label': 'Search progress' });
  private readonly stop = h(
    'button.quiet',
    { type: 'button', hidden: true, onclick: () => this.actions.stopSearch() },
    t('Stop'),
  );
  private readonly clear = h(
    'button.quiet',
    { type: 'button', hidden: true, onclick: () => this.actions.changed({ ...NO_FILTER, kind: this.filter.kind }) },
    t('Clear filters'),
  );

  constructor(private readonly actions: FilterActions) {
    this.more = new MoreFilters({
      ask: actions.ask,
      leave: actions.leave,
      save: (saved) => actions.saveFilters(saved),
      changed: (change) => {
        clearTimeout(this.timer);
        actions.changed(change(this.filter));
      },
    });
    this.element = h(
      'div.filters',
      { role: 'search', 'aria-label': 'Filter the log' },
      h('span.button-group', { role: 'group', 'aria-label': 'Rows' }, this.requests, this.lines),
      this.account.input,
      this.account.list,
      this.template.input,
      this.template.list,
      this.flaggedLabel,
      this.more.button,
      this.text,
      this.clear,
      h('span.list-progress', {}, this.status, this.bar, this.stop),
      this.more.element,
    );
  }

  /** Shows a filter that was set from elsewhere. */
  show(filter: LogFilter, facts: LogFacts): void {
    this.filter = filter;
    const byRequest = facts.scanned && filter.kind === 'requests';
    this.requests.disabled = !facts.scanned;
    this.requests.title = facts.scanned ? '' : 'Available after a scan';
    this.requests.setAttribute('aria-pressed', String(byRequest));
    this.lines.setAttribute('aria-pressed', String(!byRequest));
    for (const part of [this.account.input, this.template.input, this.flaggedLabel]) part.hidden = !byRequest;
    this.account.show(filter.account);
    this.template.show(filter.template);
    this.more.show(filter, byRequest);
    if (document.activeElement !== this.text) this.text.value = filter.text;
    this.flagged.checked = filter.flagged;
    const { account, template, flagged, text } = filter;
    this.clear.hidden = !(
      text !== '' ||
      (byRequest && (account !== '' || template !== '' || flagged || restricting(filter) > 0))
    );
  }

  /** Says how many rows there are, and how far the search or the counting is. */
  report(list: ListFacts, facts: LogFacts, estimated: number | null): void {
    const what = this.filter.kind === 'requests' && facts.scanned ? 'request' : 'line';
    const searching = this.filter.text !== '';
    const share = list.allBytes === null || list.allBytes === 0 ? null : Math.min(1, list.bytes / list.allBytes);
    const found = `${counted(list.total, what)}${searching ? ' found' : ''}`;
    if (list.complete) {
      this.status.textContent = list.limited ? `the first ${found}` : found;
    } else {
      const far = share === null ? bytes(list.bytes) : rate(share);
      const about = estimated === null ? found : `about ${count(estimated)} lines`;
      this.status.textContent = `${about} · ${searching ? 'searched' : 'counted'} ${far}`;
    }
    this.bar.hidden = list.complete;
    if (share === null) this.bar.removeAttribute('value');
    else this.bar.value = share;
    this.bar.setAttribute('aria-label', searching ? 'Search progress' : 'Line count progress');
    this.stop.hidden = list.complete || !searching;
  }

  /** Counts what the requests of the filter have in common. */
  count(): void {
    void this.more.count();
  }

  /** Filters that are kept in the workspace. */
  keep(saved: readonly SavedFilter[]): void {
    this.more.saved.keep(saved);
  }

  toggleMore(): void {
    if (!this.more.button.hidden) this.more.toggle();
  }

  focusText(): void {
    this.text.focus();
    this.text.select();
  }

  private change(change: Partial<LogFilter>): void {
    clearTimeout(this.timer);
    this.actions.changed({ ...this.filter, ...change });
  }

  private later(act: () => void): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(act, PAUSE_MS);
  }

  private onTextKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      if (this.text.value !== this.filter.text) this.change({ text: this.text.value });
      this.actions.leave();
    } else if (event.key === 'Escape') {
      if (this.text.value !== '') {
        this.text.value = '';
        this.change({ text: '' });
      } else {
        this.actions.leave();
      }
    } else {
      return;
    }
    event.preventDefault();
  }

  private kindButton(kind: LogFilter['kind'], name: string): HTMLButtonElement {
    return h('button.quiet', { type: 'button', onclick: () => this.change({ kind }) }, name);
  }

  private nameField(field: 'account' | 'template', label: string): NameField {
    const take = (name: string): void => this.change({ [field]: name });
    // The field is made before the actions are there.
    const ask: AskHost = (kind, body) => this.actions.ask(kind, body);
    return nameField({ ask, leave: () => this.actions.leave(), field, label, take });
  }
}
