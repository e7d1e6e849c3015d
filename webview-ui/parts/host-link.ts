/** A view's end of the connection to the extension host: questions, their answers, and unsolicited messages. */
import type { Failure, Kinds, Question } from '../../src/protocol/exchange.ts';
import { isObject } from '../../src/schema/is-object.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

type Reply = { type: 'answer'; replyTo: number; body: unknown } | Failure;

export interface LinkOptions<E> {
  /** The message that a window got, or undefined when it is none of this view's. Answers are checked by their kind. */
  read: (data: unknown) => Reply | E | undefined;
  /** A question that stays open this long has failed, and what the reader is then told. */
  patienceMs: number;
  late: string;
  /** What the reader is told of an answer that does not fit the protocol. */
  unreadable: string;
}

interface Waiting {
  resolve: (body: unknown) => void;
  reject: (error: Error) => void;
  timer: number;
}

/** `Q` is what can be asked, `S` everything that is sent, `E` what comes unasked. */
export class HostLink<Q extends Kinds<Q>, S, E extends object> {
  private readonly api = acquireVsCodeApi();
  private readonly waiting = new Map<number, Waiting>();
  private next = 1;

  constructor(
    private readonly options: LinkOptions<E>,
    onEvent: (event: E) => void,
  ) {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = options.read(data);
      if (message === undefined) this.refuse(data);
      else if (!isReply(message)) onEvent(message);
      else if (message.type === 'answer') this.take(message.replyTo)?.resolve(message.body);
      else this.take(message.replyTo)?.reject(new Error(message.error));
    });
  }

  /** Asks the host. Rejects with a sentence for the reader when that fails or takes too long. */
  readonly ask = <K extends keyof Q>(kind: K, body: Q[K]['ask']): Promise<Q[K]['answer']> => {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const { patienceMs, late } = this.options;
      const timer = window.setTimeout(() => this.take(id)?.reject(new Error(late)), patienceMs);
      this.waiting.set(id, { resolve, reject, timer });
      const question: Question<Q> = { type: 'question', id, kind, body };
      this.api.postMessage(question);
    });
  };

  send(message: S): void {
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
    this.take(data['replyTo'])?.reject(new Error(this.options.unreadable));
  }

  private take(id: number): Waiting | undefined {
    const found = this.waiting.get(id);
    if (found === undefined) return undefined;
    this.waiting.delete(id);
    clearTimeout(found.timer);
    return found;
  }
}

function isReply<E extends object>(message: Reply | E): message is Reply {
  return 'replyTo' in message;
}
