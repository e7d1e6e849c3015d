/**
 * Runs in the test page in place of VS Code: keeps what the dashboard sends in `window.sent`, hands its questions and decisions
 * to the host, and loses or refuses what `window.fake` names.
 */
import './settling.ts';
import { fromWebview } from '../../src/protocol/from-webview.ts';
import type { FromWebview, QuestionKind, ToWebview } from '../../src/protocol/messages.ts';
import type { Size } from './made-up/accounts.ts';

export interface Fake extends Size {
  /** False: nothing was scanned yet. */
  scanned: boolean;
  /** Every question of these kinds fails. */
  failing: QuestionKind[];
  /** Questions of these kinds are never answered. */
  silent: QuestionKind[];
  /** What `getState` gives. */
  state: unknown;
  /** The report of the day before is on another log. */
  otherLog: boolean;
  /** A report that was opened without its scan: it keeps one request in 40. */
  opened: boolean;
  /** A log that `scanLog` has scanned, in place of the made-up scan. */
  log?: string;
}

declare global {
  interface Window {
    fake: Fake;
    sent: FromWebview[];
    kept: unknown;
    pwned?: number;
    /** The host: takes a message and whether there is a scan, gives what it says to it; both as JSON. */
    toHost: (message: string, scanned: boolean) => Promise<string>;
    /** Sends to the dashboard as the host would. */
    tell: (message: ToWebview) => void;
    acquireVsCodeApi: () => unknown;
  }
}

window.sent = [];
window.tell = (message) => window.deliver(message);

/** JSON with typed arrays as the host writes them. */
const parsed = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'floats' in value && typeof value.floats === 'string'
      ? new Float32Array(Uint8Array.from(atob(value.floats), (letter) => letter.charCodeAt(0)).buffer)
      : value,
  );

async function pass(message: FromWebview): Promise<void> {
  const { failing, silent, scanned } = window.fake;
  if (message.type === 'question') {
    if (silent.includes(message.kind)) return;
    if (failing.includes(message.kind)) {
      window.tell({ type: 'failure', replyTo: message.id, error: 'The report was closed.' });
      return;
    }
  }
  window.unanswered++;
  window.tell(parsed(await window.toHost(JSON.stringify(message), scanned)) as ToWebview);
  window.unanswered--;
}

window.acquireVsCodeApi = () => ({
  postMessage(data: unknown) {
    const message = fromWebview(structuredClone(data));
    if (message === undefined) throw new Error(`Not a message of the protocol: ${JSON.stringify(data)}`);
    window.sent.push(message);
    if (message.type === 'decide' || message.type === 'work' || message.type === 'question') void pass(message);
  },
  getState: () => window.fake.state,
  setState: (state: unknown) => {
    window.kept = state;
  },
});
