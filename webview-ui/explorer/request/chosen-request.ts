import { LONGEST_NAME } from '../../../src/schema/shapes.ts';
import type { LogRow } from '../../../src/protocol/explorer-messages.ts';
import type { ExplorerHost } from '../explorer-host.ts';
import type { RequestPane } from './request-pane.ts';

/** Milliseconds a row stays chosen before its request is read: holding an arrow key reads none on the way. */
const REST_MS = 80;

/** Reads the request of the row that is chosen and shows it, unless another row is chosen by then. */
export class ChosenRequest {
  private key = '';
  private timer = 0;

  constructor(
    private readonly host: ExplorerHost,
    private readonly pane: RequestPane,
  ) {}

  /** Reads the next row also when it is the same one. */
  forget(): void {
    this.key = '';
  }

  show(list: number, row: LogRow): void {
    const key = `${list} ${row.offset} ${row.part}`;
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.read(row, key), REST_MS);
  }

  private async read(row: LogRow, key: string): Promise<void> {
    const { offset, length, part, line, account, template } = row;
    this.pane.waiting();
    try {
      const view = await this.host.ask('request', { offset, length, part, line });
      if (key !== this.key) return;
      this.pane.show(view);
      this.host.send({
        type: 'chosen',
        row: { line, account: account.slice(0, LONGEST_NAME), template: template.slice(0, LONGEST_NAME) },
      });
    } catch (error) {
      if (key === this.key) this.pane.failed(error);
    }
  }
}
