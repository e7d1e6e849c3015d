/** The log explorer: what is shown of the log, which request is chosen, and what a reload brings back. */
import type { ExplorerState, ListFacts, LogFacts, LogFilter, LogRow } from '../../src/protocol/explorer-messages.ts';
import { isExplorerState } from '../../src/protocol/explorer-validate.ts';
import { h } from '../parts/dom.ts';
import { bytes, count, plural } from '../parts/format.ts';
import { notice } from '../parts/notice.ts';
import { short, visible } from '../parts/visible.ts';
import { ExplorerHost } from './explorer-host.ts';
import type { ExplorerEvent } from './explorer-host.ts';
import { FilterBar, NO_FILTER } from './filter-bar.ts';
import { LogList } from './log-list.ts';
import { RequestPane } from './request-pane.ts';
import { describeRow, logColumns, placeWord } from './row-columns.ts';
import { RowWindow } from './row-window.ts';
import { splitter } from './splitter.ts';

/** Milliseconds a row stays chosen before its request is read: holding an arrow key reads none on the way. */
const REST_MS = 80;
const START: ExplorerState = { filter: NO_FILTER, member: '', line: 0, split: 0.6, follow: false };

export class Explorer {
  private readonly host = new ExplorerHost((event) => void this.onEvent(event));
  private readonly leave = new AbortController();
  private state: ExplorerState;
  private facts: LogFacts | undefined;
  private list: ListFacts | undefined;
  private key = '';
  private timer = 0;
  /** Told to be shown while another list was being made. */
  private opening = Promise.resolve();

  private readonly title = h('h1', {});
  private readonly summary = h('p.muted.log-summary', {});
  private readonly members = h('select', { hidden: true, 'aria-label': 'Log in the archive' });
  private readonly message = h('div.log-message', { hidden: true });
  private readonly live = h('div.sr-only', { 'aria-live': 'polite', role: 'status' });
  private readonly empty = h('p.muted.log-empty', { hidden: true });
  private readonly followBox = h('input', {
    type: 'checkbox',
    onchange: () => this.setFollow(this.followBox.checked),
  });
  private readonly follow = h(
    'label.check',
    { title: 'Keep the end in sight while the log grows' },
    this.followBox,
    'Follow',
  );
  private readonly goTo = h('input.go-to', {
    type: 'text',
    inputmode: 'numeric',
    'aria-label': 'Go to line',
    placeholder: 'Line ( g )',
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      const line = Number(this.goTo.value.replace(/[\s,._]/g, ''));
      if (Number.isSafeInteger(line) && line > 0) void this.goToLine(line, true);
    },
  });
  private readonly steps = h(
    'span.button-group',
    { role: 'group', 'aria-label': 'Findings' },
    h(
      'button.quiet',
      { type: 'button', title: 'Previous flagged request (p)', onclick: () => void this.step(-1) },
      '↑ Previous',
    ),
    h(
      'button.quiet',
      { type: 'button', title: 'Next flagged request (n)', onclick: () => void this.step(1) },
      '↓ Next flagged',
    ),
  );
  private readonly filters = new FilterBar({
    ask: this.host.ask,
    changed: (filter) => this.setFilter(filter),
    stopSearch: () => this.host.send({ type: 'command', command: 'stopSearch' }),
    leave: () => this.rows.element.focus(),
  });
  private readonly window = new RowWindow(this.host.ask, {
    loaded: () => this.onLoaded(),
    shifted: (by) => this.rows.shift(by),
    failed: (error) => this.say(error),
  });
  private readonly rows: LogList<LogRow> = new LogList<LogRow>({
    label: 'Requests of the log',
    row: (index) => this.window.row(index),
    want: (first, last) => this.window.want(first, last),
    describe: (row, index) => describeRow(row, this.place(row, index)),
    pending: (index) => this.place(undefined, index),
    flagged: (row) => row.flagged,
    chosen: (_, by) => this.onChosen(by),
    opened: () => this.pane.element.focus(),
    leftEnd: () => this.state.follow && this.setFollow(false),
    signal: this.leave.signal,
  });
  private readonly pane = new RequestPane({
    isScanned: () => this.facts?.scanned === true,
    only: (field, name) => this.setFilter({ ...this.state.filter, kind: 'requests', [field]: name }),
    dashboard: (target) => this.host.send({ type: 'dashboard', target }),
    openText: () => this.openText(),
    copy: (text) => this.host.send({ type: 'copy', text }),
  });
  private readonly parts = h('main.log-parts', { 'aria-label': 'Log' });
  private readonly split = splitter(this.parts, (split) => this.update({ split }));

  constructor(private readonly root: HTMLElement) {
    const kept = this.host.restored();
    this.state = isExplorerState(kept) ? kept : START;
  }

  start(): void {
    this.members.addEventListener('change', () => this.openMember(this.members.value));
    this.parts.append(h('div.log-frame', {}, this.rows.element, this.empty), this.split.element, this.pane.element);
    this.root.classList.add('explorer');
    this.root.append(
      h(
        'header.log-header',
        {},
        h('div.log-title', {}, this.title, this.members, this.summary),
        h('div.log-tools', {}, this.follow, this.steps, this.goTo),
        this.filters.element,
      ),
      this.message,
      this.parts,
      this.live,
    );
    this.split.set(this.state.split);
    window.addEventListener('keydown', (event) => this.onKey(event));
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
      case 'reveal':
        await this.reveal(event);
    }
  }

  /** Looks at the log again, and keeps the chosen line. */
  private load(): Promise<void> {
    const act = async (): Promise<void> => {
      try {
        this.facts = await this.host.ask('log', { member: this.state.member });
        this.update({ member: this.facts.member });
        this.drawFacts(this.facts);
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

  private async openList(): Promise<void> {
    const { facts, state } = this;
    if (facts === undefined) return;
    this.filters.show(state.filter, facts);
    const asked = this.isByRequest ? state.filter : { ...NO_FILTER, kind: 'lines' as const, text: state.filter.text };
    const list = await this.host.ask('list', asked);
    this.list = list;
    this.key = '';
    this.window.open(list, !this.isByRequest && asked.text === '' && facts.seekable);
    this.rows.reset(this.window.total, this.window.isEstimated);
    this.follow.hidden = !facts.seekable || this.isByRequest || asked.text !== '';
    this.followBox.checked = state.follow;
    this.host.send({ type: 'follow', on: state.follow && !this.follow.hidden });
    this.report();
    if (state.line > 0) await this.goToLine(state.line, false);
    else this.onChosen('program');
  }

  private onList(list: ListFacts): void {
    if (list.list !== this.list?.list) return;
    const wasEmpty = this.list.total === 0;
    const grew = list.total > this.list.total;
    this.list = list;
    this.window.update(list);
    this.rows.setTotal(this.window.total, this.window.isEstimated);
    this.report();
    if (wasEmpty && list.total > 0) this.onChosen('program');
    if (grew && this.state.follow && !this.follow.hidden) this.rows.choose(this.window.total - 1);
  }

  private report(): void {
    const { list, facts } = this;
    if (list === undefined || facts === undefined) return;
    this.filters.report(list, facts, this.window.isEstimated ? this.window.total : null);
    // Of requests the lines are not counted: the last one stands on a line with a digit more at most.
    const digits = Math.max(5, count(this.isByRequest ? 2 * facts.requests : this.window.total).length + 1);
    this.rows.element.style.setProperty('--place-width', `${digits}ch`);
    this.empty.hidden = list.total > 0 || this.window.total > 0 || !list.complete;
    this.empty.textContent = this.state.filter.text === '' ? 'No request matches.' : 'The text was not found.';
  }

  private drawFacts(facts: LogFacts): void {
    this.rows.setColumns(logColumns((row, index) => this.place(row, index), facts.scanned));
    this.title.textContent = visible(facts.name);
    this.title.title = visible(facts.path);
    const size = `${bytes(facts.size)}${facts.compression === 'none' ? '' : ` ${facts.compression}`}`;
    const found = facts.scanned
      ? [plural(facts.requests, 'request'), `${count(facts.flagged)} flagged${clearedWord(facts.cleared)}`]
      : [];
    this.summary.textContent = [size, ...found].join(' · ');
    this.steps.hidden = !facts.scanned;
    this.members.hidden = facts.members.length < 2;
    this.members.replaceChildren(
      ...facts.members.map((member) =>
        h(
          'option',
          { value: member, selected: member === facts.member },
          short(member.split('!').at(-1) ?? member, 120),
        ),
      ),
    );
    const scan = (label: string): HTMLElement =>
      h(
        'button.primary',
        { type: 'button', onclick: () => this.host.send({ type: 'command', command: 'scanFile' }) },
        label,
      );
    this.message.hidden = facts.scanned && !facts.changed;
    if (!facts.scanned) {
      const text = 'This log was not scanned yet: requests are read as they stand, and nothing is judged.';
      this.message.replaceChildren(h('p', {}, text), scan('Scan This Log'));
    } else if (facts.changed) {
      const text = 'The log changed after it was scanned. Requests may stand in other places.';
      this.message.replaceChildren(h('p', {}, text), scan('Scan Again'));
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
      await this.goToLine(line, true);
    }
    await this.opening;
    this.rows.element.focus();
  }

  /** @param insist shows the line also when the filter hides it: the filter is cleared then */
  private async goToLine(line: number, insist: boolean): Promise<void> {
    const { list } = this;
    if (list === undefined || line < 1) return;
    try {
      const found = await this.host.ask('find', { list: list.list, line });
      if (list.list !== this.list?.list) return;
      const { filter } = this.state;
      if (insist && found?.line !== line && this.isByRequest) {
        // A line without a request stands among all lines only.
        const isNarrow = JSON.stringify({ ...filter, kind: 'requests' }) !== JSON.stringify(NO_FILTER);
        this.update({ line, filter: isNarrow ? NO_FILTER : { ...NO_FILTER, kind: 'lines' } });
        await this.openList();
        if (isNarrow && this.chosen?.line !== line) await this.goToLine(line, true);
        return;
      }
      if (found === null) return;
      if (!this.window.isCounted(found.row)) await this.window.placeRun(found.row, found.offset);
      this.rows.setTotal(this.window.total, this.window.isEstimated);
      this.rows.choose(found.row);
    } catch (error) {
      this.say(error);
    }
  }

  private async step(by: 1 | -1): Promise<void> {
    const { list, chosen } = this;
    if (list === undefined || this.facts?.scanned !== true) return;
    const { offset = 0, part = 0 } = chosen ?? {};
    const found = await this.host.ask('step', { list: list.list, offset, part, by }).catch(() => null);
    if (found === null) {
      this.live.textContent = by === 1 ? 'No flagged request after this one.' : 'No flagged request before this one.';
      return;
    }
    if (!this.window.isCounted(found.row)) await this.window.placeRun(found.row, found.offset);
    this.rows.choose(found.row, 'hand');
    this.rows.element.focus();
  }

  private get chosen(): LogRow | undefined {
    return this.window.row(this.rows.index);
  }

  private place(row: LogRow | undefined, index: number): string {
    const isLine = !this.isByRequest && this.state.filter.text === '';
    return placeWord(row, index, isLine, this.window.isCounted(index));
  }

  private onLoaded(): void {
    this.rows.setTotal(this.window.total, this.window.isEstimated);
    this.onChosen('program');
  }

  /** The chosen row may be another one, or may have just arrived. */
  private onChosen(by: 'hand' | 'program'): void {
    const row = this.chosen;
    if (this.window.total === 0) this.pane.empty();
    if (row === undefined) return;
    if (by === 'hand' && row.line !== null) this.update({ line: row.line });
    const key = `${this.window.list} ${row.offset} ${row.part}`;
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.read(row, key), REST_MS);
  }

  private async read(row: LogRow, key: string): Promise<void> {
    const { offset, length, part, line } = row;
    this.pane.waiting();
    try {
      const view = await this.host.ask('request', { offset, length, part, line });
      if (key !== this.key) return;
      this.pane.show(view);
      const { account, template } = row;
      this.host.send({
        type: 'chosen',
        row: { line, account: account.slice(0, 10_000), template: template.slice(0, 10_000) },
      });
    } catch (error) {
      if (key === this.key) this.pane.failed(error);
    }
  }

  private openText(): void {
    const row = this.chosen;
    if (row?.line === null || row === undefined || this.facts === undefined) return;
    const { line, offset, length } = row;
    this.host.send({ type: 'openText', member: this.facts.member, line, offset, length });
  }

  private setFollow(follow: boolean): void {
    this.update({ follow });
    this.followBox.checked = follow;
    this.host.send({ type: 'follow', on: follow });
    if (follow) this.rows.choose(this.window.total - 1);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (isTyping || event.target instanceof HTMLSelectElement) return;
    const keys: Record<string, () => void> = {
      '/': () => this.filters.focusText(),
      n: () => void this.step(1),
      p: () => void this.step(-1),
      g: () => this.goTo.focus(),
      d: () => this.showAccount(),
      Escape: () => this.rows.element.focus(),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
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
    this.message.hidden = false;
    this.message.replaceChildren(notice(error, () => void this.load()));
  }
}

/** Nothing that people decided goes without a number. */
function clearedWord(cleared: number): string {
  return cleared === 0 ? '' : `, ${count(cleared)} of them not counted as people decided`;
}
