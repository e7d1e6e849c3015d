/** The dashboard's end of the connection to the extension host. */
import type { FromWebview, HostEvent, Questions } from '../../src/protocol/messages.ts';
import { toWebview } from '../../src/protocol/to-webview.ts';
import { HostLink } from '../parts/host-link.ts';

export class Host extends HostLink<Questions, FromWebview, HostEvent> {
  constructor(onEvent: (event: HostEvent) => void) {
    super(
      {
        read: toWebview,
        // The largest answer, 20 MB, takes 0.8 s over a remote connection.
        patienceMs: 10_000,
        late: 'The extension did not answer within 10 seconds.',
        unreadable: 'The extension sent an answer the dashboard cannot read.',
      },
      onEvent,
    );
  }
}
