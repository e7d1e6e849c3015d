/** The toolbar above the rows: requests or lines, the query, flagged ones, what is in sight, saved views, and how far a search is. */
import type { ListFacts, LogFacts, LogFilter, SavedFilter } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { bytes, count, rate } from '../../src/text/numbers.ts';
import type { AskHost } from './explorer-host.ts';
import { isNarrow, NO_FILTER } from './query.ts';
import { QueryLine } from './query-line.ts';
import { SavedViews } from './saved-views.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';

interface FilterActions {
  ask: AskHost;
  changed: (filter: LogFilter) => void;
  stopSearch: () => void;
  saveViews: (saved: SavedFilter[]) => void;
  openView: (view: SavedFilter) => void;
  showRail: (on: boolean) => void;
  /** Leaves the field for the list. */
  leave: () => void;
}

export class FilterBar {
  readonly element: HTMLElement;
  readonly views: SavedViews;
  private filter: LogFilter = NO_FILTER;
  private readonly query: QueryLine;
  private readonly requests = this.kindButton('requests', 'Requests');
  private readonly lines = this.kindButton('lines', 'All lines');
  private readonly flagged = h('input', {
    type: 'checkbox',
    onchange: () => this.change({ flagged: this.flagged.checked }),
  });
  private readonly flaggedLabel = h('label.check', this.flagged, t('Flagged only'));
  private readonly rail = h(
    'button.quiet',
    {
      'aria-expanded': 'false',
      title: t('Values to filter by, with their counts (f)'),
      onclick: () => this.actions.showRail(this.rail.getAttribute('aria-expanded') !== 'true'),
    },
    t('Filters'),
  );
  private readonly status = h('span.num.muted.list-status', { role: 'status' });
  private readonly bar = h('progress', { max: 1, hidden: true, 'aria-label': t('Search progress') });
  private readonly stop = h('button.quiet', { hidden: true, onclick: () => this.actions.stopSearch() }, t('Stop'));
  private readonly clear = h(
    'button.quiet',
    { hidden: true, onclick: () => this.actions.changed({ ...NO_FILTER, kind: this.filter.kind }) },
    t('Clear filters'),
  );

  /** @param columns which columns are shown */
  constructor(
    private readonly actions: FilterActions,
    columns: HTMLElement,
  ) {
    const { ask, changed, leave } = actions;
    this.query = new QueryLine({ ask, changed, leave });
    this.views = new SavedViews({
      chosen: (view) => actions.openView(view),
      save: (saved) => actions.saveViews(saved),
    });
    this.element = h(
      'div.filters',
      { role: 'search', 'aria-label': t('Filter the log') },
      h('span.button-group', { role: 'group', 'aria-label': t('Rows') }, this.requests, this.lines),
      this.query.element,
      this.clear,
      this.flaggedLabel,
      this.rail,
      columns,
      this.views.element,
      h('span.list-progress', this.status, this.bar, this.stop),
      this.query.problem,
    );
  }

  /** Shows a filter that was set from elsewhere. */
  show(filter: LogFilter, facts: LogFacts): void {
    this.filter = filter;
    const byRequest = facts.scanned && filter.kind === 'requests';
    this.requests.disabled = !facts.scanned;
    this.requests.title = facts.scanned ? '' : t('Available after a scan');
    this.requests.setAttribute('aria-pressed', String(byRequest));
    this.lines.setAttribute('aria-pressed', String(!byRequest));
    this.rail.hidden = !byRequest;
    this.flaggedLabel.hidden = !byRequest || (facts.flagged === 0 && !filter.flagged);
    this.query.show(filter, byRequest, facts.scanned);
    this.flagged.checked = filter.flagged;
    this.clear.hidden = !isNarrow(filter, byRequest);
  }

  showRail(isOn: boolean): void {
    this.rail.setAttribute('aria-expanded', String(isOn));
    this.rail.setAttribute('aria-pressed', String(isOn));
  }

  /** Says how many rows there are, and how far the search or the counting is. */
  report(list: ListFacts, facts: LogFacts, estimated: number | null): void {
    const what = this.filter.kind === 'requests' && facts.scanned ? 'request' : 'line';
    const searching = this.filter.text !== '';
    const share = list.allBytes === null || list.allBytes === 0 ? null : Math.min(1, list.bytes / list.allBytes);
    const number = numberOf(list.total, what);
    const found = searching ? t('{0} found', number) : number;
    if (list.complete) {
      this.status.textContent = list.limited ? t('the first {0}', found) : found;
    } else {
      const far = share === null ? bytes(list.bytes) : rate(share);
      const about = estimated === null ? found : t('about {0} lines', count(estimated));
      this.status.textContent = `${about} · ${searching ? t('searched {0}', far) : t('counted {0}', far)}`;
    }
    this.bar.hidden = list.complete;
    if (share === null) this.bar.removeAttribute('value');
    else this.bar.value = share;
    this.bar.setAttribute('aria-label', t(searching ? 'Search progress' : 'Line count progress'));
    this.stop.hidden = list.complete || !searching;
  }

  focusText(): void {
    this.query.focus();
  }

  private change(change: Partial<LogFilter>): void {
    this.actions.changed({ ...this.filter, ...change });
  }

  private kindButton(kind: LogFilter['kind'], name: string): HTMLButtonElement {
    return h('button.quiet', { onclick: () => this.change({ kind }) }, name);
  }
}
