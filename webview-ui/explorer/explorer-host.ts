/** The explorer's end of the connection to the extension host. */
import type { ExplorerQuestions, FromExplorer, ToExplorer } from '../../src/protocol/explorer-messages.ts';
import { toExplorer } from '../../src/protocol/explorer-validate.ts';
import { HostLink } from '../parts/host-link.ts';

export type ExplorerEvent = Exclude<ToExplorer, { type: 'answer' | 'failure' }>;
export type AskHost = ExplorerHost['ask'];

export class ExplorerHost extends HostLink<ExplorerQuestions, FromExplorer, ExplorerEvent> {
  constructor(onEvent: (event: ExplorerEvent) => void) {
    super(
      {
        read: toExplorer,
        // Unpacking a large archive up to a place takes time; nobody waits longer than this.
        patienceMs: 60_000,
        late: 'The extension did not answer within a minute.',
        unreadable: 'The extension sent an answer the log explorer cannot read.',
      },
      onEvent,
    );
  }
}
