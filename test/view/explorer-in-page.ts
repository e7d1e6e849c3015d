/** Runs in the test page in place of VS Code: keeps what the log explorer sends in `window.told` and hands its questions to the host. */
import './settling.ts';
import type { FromExplorer, ToExplorer } from '../../src/protocol/explorer-messages.ts';
import { fromExplorer } from '../../src/protocol/explorer-validate.ts';

declare global {
  interface Window {
    /** What `getState` gives. */
    savedState: unknown;
    told: FromExplorer[];
    keptState: unknown;
    /** The host: takes a question as JSON, and tells its answer. */
    askHost: (question: string) => Promise<void>;
    /** Sends to the explorer as the host would. */
    tellExplorer: (message: ToExplorer) => void;
  }
}

window.told = [];
window.tellExplorer = (message) => {
  window.deliver(message);
  if (message.type === 'answer' || message.type === 'failure') window.unanswered--;
};

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(data: unknown) {
      const message = fromExplorer(structuredClone(data));
      if (message === undefined) throw new Error(`Not a message of the protocol: ${JSON.stringify(data)}`);
      window.told.push(message);
      if (message.type === 'saveFilters') window.tellExplorer({ type: 'filters', saved: message.saved });
      if (message.type !== 'question') return;
      window.unanswered++;
      void window.askHost(JSON.stringify(message));
    },
    getState: () => window.savedState,
    setState: (state: unknown) => {
      window.keptState = state;
    },
  }),
});
