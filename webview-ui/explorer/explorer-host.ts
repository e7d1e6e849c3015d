/** The explorer's end of the conversation with the extension host. */
import type {
  ExplorerQuestionKind,
  ExplorerQuestions,
  FromExplorer,
  ToExplorer,
} from '../../src/protocol/explorer-messages.ts';
import { toExplorer } from '../../src/protocol/explorer-validate.ts';
import { isObject } from '../../src/protocol/guards.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Unpacking a large archive up to a place takes its time; longer than this nobody waits. */
const PATIENCE_MS = 60_000;

export type ExplorerEvent = Exclude<ToExplorer, { type: 'answer' | 'failure' }>;
export type AskHost = <K extends ExplorerQuestionKind>(
  kind: K,
  body: ExplorerQuestions[K]['ask'],
) => Promise<ExplorerQuestions[K]['answer']>;

interface Waiting {
  resolve: (body: unknown) => void;
  reject: (error: Error) => void;
  timer: number;
}

export class ExplorerHost {
  private readonly api = acquireVsCodeApi();
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;

  constructor(onEvent: (event: ExplorerEvent) => void) {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = toExplorer(data);
      if (message === undefined) this.refuse(data);
      else if (message.type === 'answer') this.take(message.replyTo)?.resolve(message.body);
      else if (message.type === 'failure') this.take(message.replyTo)?.reject(new Error(message.error));
      else onEvent(message);
    });
  }

  /** Asks the host. Rejects with a sentence for the reader when that fails or there is no answer within a minute. */
  readonly ask: AskHost = (kind, body) => {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.take(id)?.reject(new Error('The extension did not answer within a minute.'));
      }, PATIENCE_MS);
      // The answer is validated by its kind, which is that of the question.
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, timer });
      this.send({ type: 'question', id, kind, body } as Extract<FromExplorer, { type: 'question' }>);
    });
  };

  send(message: FromExplorer): void {
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
    this.take(data['replyTo'])?.reject(new Error('The extension gave an answer that the log explorer cannot read.'));
  }

  private take(id: number): Waiting | undefined {
    const found = this.waiting.get(id);
    if (found === undefined) return undefined;
    this.waiting.delete(id);
    clearTimeout(found.timer);
    return found;
  }
}
