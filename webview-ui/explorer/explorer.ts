/**
 * The log explorer: what is shown of the log, which request is chosen, and what a reload brings back. Longer than 250
 * lines: it ties the parts of the page together and holds their common state.
 */
import type { ExplorerState, ListFacts, LogFacts, LogFilter, LogRow } from '../../src/protocol/explorer-messages.ts';
import { isExplorerState } from '../../src/protocol/explorer-validate.ts';
import { h } from '../parts/dom.ts';
import { keepFocus } from '../parts/keep-focus.ts';
import { count } from '../../src/text/numbers.ts';
import { notice } from '../parts/notice.ts';
import { ChosenRequest } from './request/chosen-request.ts';
import { ExplorerHost, type ExplorerEvent } from './explorer-host.ts';
import { ColumnMenu } from './column-menu.ts';
import { FacetRail } from './facet-rail.ts';
import { FilterBar } from './filter-bar.ts';
import { NO_FILTER } from './query.ts';
import { EmptyList } from './empty-list.ts';
import { LineWays } from './line-ways.ts';
import { ValueCounts } from './value-counts.ts';
import { LogHeader } from './log-header.ts';
import { onKeys } from './keys.ts';
import { LogList } from './log-list.ts';
import { RequestPane } from './request/request-pane.ts';
import { columnChoices, describeRow, logColumns, placeWord } from './row-columns.ts';
import { RowWindow } from './row-window.ts';
import { splitter } from './splitter.ts';
import { TimeHistogram } from './time-histogram.ts';
import { t } from '../parts/words.ts';

/** In a narrower view the values to filter by stand above the rows, and only where they are asked for. */
const WIDE = '(min-width: 861px)';

const START: ExplorerState = { filter: NO_FILTER, member: '', line: 0, split: 0.6, follow: false };

export class Explorer {
  private readonly host = new ExplorerHost((event) => void this.onEvent(event));
  private readonly leave = new AbortController();
  private state: ExplorerState;
  private facts: LogFacts | undefined;
  private list: ListFacts | undefined;
  private canFollow = false;
  /** A line to show that was asked for while another list was being made. */
  private opening = Promise.resolve();
  private readonly empty = new EmptyList(() => this.setFilter({ ...NO_FILTER, kind: this.state.filter.kind }));
  private readonly counts = new ValueCounts(() => {
    if (!this.isByRequest) return;
    void this.rail.count();
    void this.times.count();
  });
  private readonly columns = new ColumnMenu((columns) => this.setColumns(columns));
  private readonly rail = new FacetRail({
    ask: this.host.ask,
    changed: (filter) => this.setFilter(filter),
    isSearching: () => this.isSearching,
  });
  private readonly times = new TimeHistogram({
    ask: this.host.ask,
    changed: ({ from, to }) => {
      const { from: _, to: __, ...rest } = this.state.filter;
      this.setFilter({ ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
    },
    signal: this.leave.signal,
  });
  private readonly filters = new FilterBar(
    {
      ask: this.host.ask,
      changed: (filter) => this.setFilter(filter),
      stopSearch: () => this.host.send({ type: 'command', command: 'stopSearch' }),
      saveViews: (saved) => this.host.send({ type: 'saveFilters', saved }),
      openView: ({ filter, columns }) => {
        this.setColumns(columns);
        this.setFilter(filter);
      },
      showRail: (rail) => {
        this.update({ rail });
        this.showRail();
        void this.rail.count();
      },
      leave: () => this.rows.element.focus(),
    },
    this.columns.element,
  );
  private readonly header = new LogHeader(this.filters.element, {
    openMember: (member) => this.openMember(member),
    setFollow: (on) => this.setFollow(on),
    goToLine: (line) => void this.ways.goTo(line, true),
    leave: () => this.rows.element.focus(),
    step: (by) => this.step(by),
    scan: () => this.host.send({ type: 'command', command: 'scanFile' }),
  });
  private readonly window = new RowWindow(this.host.ask, {
    loaded: () => this.onLoaded(),
    shifted: (by) => this.rows.shift(by),
    failed: (error) => this.say(error),
  });
  private readonly rows: LogList<LogRow> = new LogList<LogRow>({
    label: 'Requests in the log',
    row: (index) => this.window.row(index),
    want: (first, last) => this.window.want(first, last),
    describe: (row, index) => describeRow(row, this.place(row, index)),
    pending: (index) => this.place(undefined, index),
    flagged: (row) => row.flagged,
    hits: () => this.hits,
    chosen: (_, by) => this.onChosen(by),
    opened: () => this.pane.element.focus(),
    leftEnd: () => this.state.follow && this.setFollow(false),
    signal: this.leave.signal,
  });
  private readonly ways = new LineWays({
    ...{ ask: this.host.ask, window: this.window, rows: this.rows, note: this.header.note },
    list: () => this.list,
    isEveryLine: () => this.isEveryLine,
    state: () => this.state,
    update: (change) => this.update(change),
    openList: () => this.openList(),
    say: (error) => this.say(error),
  });
  private readonly pane = new RequestPane({
    hits: () => this.hits,
    file: () => this.facts?.path ?? '',
    isScanned: () => this.facts?.scanned === true,
    only: (field, name) => this.setFilter({ ...this.state.filter, kind: 'requests', [field]: name }),
    dashboard: (target) => this.host.send({ type: 'dashboard', target }),
    openText: () => this.openText(),
    copy: (text) => this.host.send({ type: 'copy', text }),
  });
  private readonly request = new ChosenRequest(this.host, this.pane);
  private readonly parts = h('main.log-parts', { 'aria-label': t('Log') });
  private readonly split = splitter(this.parts, (split) => this.update({ split }));

  constructor(private readonly root: HTMLElement) {
    const kept = this.host.restored();
    this.state = isExplorerState(kept) ? kept : START;
  }

  start(): void {
    this.parts.append(h('div.log-frame', this.rows.element, this.empty.element), this.split.element, this.pane.element);
    this.root.classList.add('explorer');
    const body = h('div.log-body', this.rail.element, this.parts);
    this.root.append(this.header.element, this.header.message, this.times.element, body);
    window.matchMedia(WIDE).addEventListener('change', () => this.showRail());
    this.split.set(this.state.split);
    onKeys({
      '/': () => this.filters.focusText(),
      n: () => this.step(1),
      p: () => this.step(-1),
      g: () => this.header.focusLine(),
      d: () => this.showAccount(),
      f: () => this.toggleRail(),
      c: () => this.pane.focusCopy(),
      Escape: () => this.rows.element.focus(),
    });
    keepFocus(this.rows.element);
    this.host.send({ type: 'ready' });
    void this.load();
  }

  private async onEvent(event: ExplorerEvent): Promise<void> {
    switch (event.type) {
      case 'list':
        this.onList(event.facts);
        return;
      case 'changed':
        await this.load();
        return;
      case 'filters':
        this.filters.views.keep(event.saved);
        return;
      case 'reveal':
        await this.reveal(event);
    }
  }

  /** Reads the log again, and keeps the selected line. */
  private load(): Promise<void> {
    const act = async (): Promise<void> => {
      try {
        this.facts = await this.host.ask('log', { member: this.state.member });
        this.update({ member: this.facts.member });
        this.setColumns(this.state.columns);
        this.header.show(this.facts);
        await this.openList();
      } catch (error) {
        this.say(error);
      }
    };
    this.opening = this.opening.then(act);
    return this.opening;
  }

  private get isByRequest(): boolean {
    return this.state.filter.kind === 'requests' && this.facts?.scanned === true;
  }

  /** The list is the log itself, line by line. */
  private get isEveryLine(): boolean {
    return !this.isByRequest && this.state.filter.text === '';
  }

  private get isSearching(): boolean {
    return this.state.filter.text !== '' && this.list?.complete === false;
  }

  private async openList(): Promise<void> {
    const { facts, state } = this;
    if (facts === undefined) return;
    this.filters.show(state.filter, facts);
    this.filters.views.show(state.filter, state.columns);
    this.rail.show(state.filter);
    this.times.show(state.filter, this.isByRequest);
    this.showRail();
    const asked = this.isByRequest ? state.filter : { ...NO_FILTER, kind: 'lines' as const, text: state.filter.text };
    const list = await this.host.ask('list', asked);
    // In a complete list the row of the line is known before anything is drawn: the rows at its start need not be read.
    const { line } = state;
    const found = list.complete && line > 0 ? await this.host.ask('find', { list: list.list, line }) : null;
    this.list = list;
    this.ways.tell('');
    this.counts.begin();
    this.request.forget();
    this.canFollow = facts.seekable && this.isEveryLine;
    this.window.open(list, this.canFollow);
    this.rows.reset(this.window.total, this.window.isEstimated, found?.row);
    this.header.showFollow(this.canFollow, state.follow);
    this.host.send({ type: 'follow', on: state.follow && this.canFollow });
    this.report();
    if (line > 0 && !list.complete) await this.ways.goTo(line, false);
    else this.onChosen('program');
    if (list.total === 0) this.counts.countOnce();
  }

  /** The values to filter by are beside the rows unless a person closed them, or there is no room. */
  private get hasRail(): boolean {
    return this.isByRequest && (this.state.rail ?? window.matchMedia(WIDE).matches);
  }

  private showRail(): void {
    this.rail.element.hidden = !this.hasRail;
    this.filters.showRail(this.hasRail);
  }

  private toggleRail(): void {
    if (!this.isByRequest) return;
    this.update({ rail: !this.hasRail });
    this.showRail();
    void this.rail.count().then(() => this.rail.focus());
  }

  private setColumns(columns: readonly string[] | undefined): void {
    const { columns: _, ...state } = this.state;
    this.state = { ...state, ...(columns && { columns: [...columns] }) };
    this.host.keep(this.state);
    const isScanned = this.facts?.scanned === true;
    const hasFlagged = (this.facts?.flagged ?? 0) > 0;
    this.rows.setColumns(logColumns((row, index) => this.place(row, index), isScanned, hasFlagged, columns));
    this.columns.show(columnChoices(isScanned, columns), columns === undefined);
    this.filters.views.show(this.state.filter, columns);
  }

  private onList(list: ListFacts): void {
    if (list.list !== this.list?.list) return;
    const wasEmpty = this.list.total === 0;
    const grew = list.total > this.list.total;
    this.list = list;
    this.window.update(list);
    this.rows.setTotal(this.window.total, this.window.isEstimated);
    this.report();
    if (this.state.filter.text !== '' && (grew || list.complete)) this.counts.countAgain(list.complete);
    if (wasEmpty && list.total > 0) this.onChosen('program');
    if (grew && this.state.follow && this.canFollow) this.rows.choose(this.window.total - 1);
    if (this.facts !== undefined && this.canFollow && list.complete && list.bytes > this.facts.size) {
      this.facts = { ...this.facts, size: list.bytes };
      this.header.showSummary(this.facts);
    }
    this.ways.counted(list);
  }

  private report(): void {
    const { list, facts } = this;
    if (list === undefined || facts === undefined) return;
    this.filters.report(list, facts, this.window.isEstimated ? this.window.total : null);
    // Of requests the lines are not counted: the last one is on a line with a digit more at most.
    const digits = Math.max(5, count(this.isByRequest ? 2 * facts.requests : this.window.total).length + 1);
    this.rows.element.style.setProperty('--place-width', `${digits}ch`);
    const isEmpty = list.total === 0 && this.window.total === 0 && (list.complete || this.isSearching);
    this.empty.show(isEmpty, this.isSearching, this.state.filter, this.isByRequest);
    if (this.window.total === 0) {
      this.request.forget();
      this.pane.empty();
    }
  }

  private setFilter(filter: LogFilter): void {
    const line = this.chosen?.line ?? this.state.line;
    this.update({ filter, line });
    this.opening = this.opening.then(() => this.openList()).catch((error: unknown) => this.say(error));
  }

  private openMember(member: string): void {
    this.update({ member, line: 0 });
    void this.load();
  }

  private async reveal({ member, line, filter }: Extract<ExplorerEvent, { type: 'reveal' }>): Promise<void> {
    await this.opening;
    if (filter !== undefined) this.update({ filter });
    if (line > 0) this.update({ line });
    if (member !== '' && member !== this.state.member) {
      this.openMember(member);
      this.update({ line });
    } else if (filter !== undefined) {
      this.setFilter(filter);
      this.update({ line });
    } else {
      await this.ways.goTo(line, true);
    }
    await this.opening;
    this.rows.element.focus();
  }

  private step(by: 1 | -1): void {
    if (this.facts?.scanned === true) void this.ways.step(by);
  }

  /** What was searched for: a text is searched for as a whole. */
  private get hits(): readonly string[] {
    return [this.state.filter.text];
  }

  private get chosen(): LogRow | undefined {
    return this.window.row(this.rows.index);
  }

  private place(row: LogRow | undefined, index: number): string {
    return placeWord(row, index, this.isEveryLine, this.window.isCounted(index));
  }

  private onLoaded(): void {
    this.rows.setTotal(this.window.total, this.window.isEstimated);
    this.onChosen('program');
    this.counts.countOnce();
  }

  /** The chosen row may be another one, or may have just arrived. */
  private onChosen(by: 'hand' | 'program'): void {
    const row = this.chosen;
    if (this.window.total === 0) this.pane.empty();
    if (row === undefined) return;
    if (by === 'hand') this.ways.tell('');
    if (by === 'hand' && row.line !== null) this.update({ line: row.line });
    this.request.show(this.window.list, row);
  }

  private openText(): void {
    const row = this.chosen;
    if (row?.line === null || row === undefined || this.facts === undefined) return;
    const { line, offset, length } = row;
    this.host.send({ type: 'openText', member: this.facts.member, line, offset, length });
  }

  private setFollow(follow: boolean): void {
    this.update({ follow });
    this.header.showFollow(this.canFollow, follow);
    this.host.send({ type: 'follow', on: follow });
    if (follow) this.rows.choose(this.window.total - 1);
  }

  private showAccount(): void {
    const account = this.chosen?.account ?? '';
    if (account !== '' && this.facts?.scanned === true) {
      this.host.send({ type: 'dashboard', target: { page: 'account', account } });
    }
  }

  private update(change: Partial<ExplorerState>): void {
    this.state = { ...this.state, ...change };
    this.host.keep(this.state);
  }

  private say(error: unknown): void {
    this.header.say(notice(error, () => void this.load()));
  }
}
