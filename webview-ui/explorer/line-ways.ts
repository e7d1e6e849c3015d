/** Ways to a line of the log, or to a flagged request: lines that are not counted yet, and those that a filter hides. */
import type { ExplorerState, ListFacts, LogRow } from '../../src/protocol/explorer-messages.ts';
import { count } from '../../src/text/numbers.ts';
import { t } from '../parts/words.ts';
import type { AskHost } from './explorer-host.ts';
import type { LogList } from './log-list.ts';
import { NO_FILTER } from './query.ts';
import type { RowWindow } from './row-window.ts';

interface WaysOf {
  ask: AskHost;
  window: RowWindow;
  rows: LogList<LogRow>;
  /** Says what became of the way that was taken last. */
  note: HTMLElement;
  list: () => ListFacts | undefined;
  /** The list is the log itself, line by line. */
  isEveryLine: () => boolean;
  state: () => ExplorerState;
  update: (change: Partial<ExplorerState>) => void;
  openList: () => Promise<void>;
  say: (error: unknown) => void;
}

export class LineWays {
  /** A line to show as soon as it is counted, and what to come back to if the log ends before it. */
  private awaited: { line: number; back: ExplorerState | undefined } | undefined;

  constructor(private readonly of: WaysOf) {}

  /** What became of a way to a line, until another is taken. */
  tell(text: string): void {
    this.awaited = undefined;
    this.of.note.textContent = text;
  }

  /** More lines are counted: the one that is waited for may be there. */
  counted({ complete, total }: ListFacts): void {
    const { awaited } = this;
    if (awaited !== undefined && (complete || total >= awaited.line)) void this.goTo(awaited.line, true, awaited.back);
  }

  /**
   * @param insist shows the line also when the filter hides it: the filter is cleared then
   * @param back what was shown before the filter was cleared: nobody loses a filter to a line that is not there
   */
  async goTo(line: number, insist: boolean, back?: ExplorerState): Promise<void> {
    const { ask, window, rows, update, openList } = this.of;
    const [list, isEveryLine] = [this.of.list(), this.of.isEveryLine()];
    if (list === undefined || line < 1) return;
    this.tell('');
    try {
      const found = await ask('find', { list: list.list, line });
      const now = this.of.list();
      if (list.list !== now?.list) return;
      if (found === null && isEveryLine && !list.complete) {
        // The last lines may have been counted while the answer was on its way.
        if (now.complete) {
          await this.goTo(line, insist, back);
          return;
        }
        this.tell(t('Line {0} is not counted yet. It is shown as soon as it is.', count(line)));
        this.awaited = { line, back };
        return;
      }
      if (found?.line !== line && insist && !isEveryLine) {
        await this.goPastFilter(line, back);
        return;
      }
      const isBehind = found !== null && found.line !== line && isEveryLine;
      if (isBehind && back !== undefined) {
        update(back);
        await openList();
      } else if (found !== null) {
        if (!window.isCounted(found.row)) await window.placeRun(found.row, found.offset);
        rows.setTotal(window.total, window.isEstimated);
        rows.choose(found.row);
        if (insist) update({ line: found.line });
      }
      if (isBehind) this.tell(t('There is no line {0}: the log ends at line {1}.', count(line), count(found.line)));
    } catch (error) {
      this.of.say(error);
    }
  }

  /** Goes to the next flagged request, or the one before. */
  async step(by: 1 | -1): Promise<void> {
    const { ask, window, rows } = this.of;
    const list = this.of.list();
    if (list === undefined) return;
    const { offset = 0, part = 0 } = this.chosen ?? {};
    const found = await ask('step', { list: list.list, offset, part, by }).catch(() => null);
    if (found === null) {
      this.tell(by === 1 ? t('No flagged request after this one.') : t('No flagged request before this one.'));
      return;
    }
    if (!window.isCounted(found.row)) await window.placeRun(found.row, found.offset);
    rows.choose(found.row, 'hand');
    rows.element.focus();
  }

  /** Clears the filter, which hides the line: one without a request is among all lines only. */
  private async goPastFilter(line: number, back: ExplorerState | undefined): Promise<void> {
    const state = this.of.state();
    const { kind, ...rest } = state.filter;
    const isNarrow = JSON.stringify({ ...NO_FILTER, ...rest }) !== JSON.stringify(NO_FILTER);
    const before = { ...state, line: this.chosen?.line ?? state.line };
    this.of.update({ line, filter: { ...NO_FILTER, kind: isNarrow ? kind : 'lines' } });
    await this.of.openList();
    await this.goTo(line, true, back ?? before);
  }

  private get chosen(): LogRow | undefined {
    return this.of.window.row(this.of.rows.index);
  }
}
