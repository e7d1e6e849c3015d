/** The dashboard's end of the conversation with the extension host. */
import type { FromWebview, QuestionKind, Questions, ToWebview } from '../../src/protocol/messages.ts';
import { isObject } from '../../src/protocol/guards.ts';
import { toWebview } from '../../src/protocol/to-webview.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** A question that stays open this long has failed: the largest answer, 20 MB, takes 0.8 s over a remote connection. */
const PATIENCE_MS = 10_000;

export type HostEvent = Exclude<ToWebview, { type: 'answer' | 'failure' }>;

interface Waiting {
  resolve(body: unknown): void;
  reject(error: Error): void;
  timer: number;
}

export class Host {
  private readonly api = acquireVsCodeApi();
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;

  constructor(onEvent: (event: HostEvent) => void) {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = toWebview(data);
      if (message === undefined) this.refuse(data);
      else if (message.type === 'answer') this.take(message.replyTo)?.resolve(message.body);
      else if (message.type === 'failure') this.take(message.replyTo)?.reject(new Error(message.error));
      else onEvent(message);
    });
  }

  /** Asks the host. Rejects with a sentence for the reader when that fails or there is no answer within 10 s. */
  ask<K extends QuestionKind>(kind: K, body: Questions[K]['ask']): Promise<Questions[K]['answer']> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.take(id)?.reject(new Error('The extension did not answer within 10 seconds.'));
      }, PATIENCE_MS);
      this.waiting.set(id, { resolve, reject, timer });
      const question = { type: 'question', id, kind, body } as Extract<FromWebview, { type: 'question' }>;
      this.send(question);
    });
  }

  send(message: FromWebview): void {
    this.api.postMessage(message);
  }

  /** What VS Code kept from before a reload; of any shape. */
  restored(): unknown {
    return this.api.getState();
  }

  keep(state: unknown): void {
    this.api.setState(state);
  }

  /** An answer that does not fit the protocol ends its question at once; anything else that a window gets is ignored. */
  private refuse(data: unknown): void {
    if (!isObject(data) || typeof data['replyTo'] !== 'number') return;
    this.take(data['replyTo'])?.reject(new Error('The extension gave an answer that the dashboard cannot read.'));
  }

  private take(id: number): Waiting | undefined {
    const found = this.waiting.get(id);
    if (found === undefined) return undefined;
    this.waiting.delete(id);
    clearTimeout(found.timer);
    return found;
  }
}
