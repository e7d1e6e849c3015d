import { markContent } from '../fields/content.ts';
import { readChat } from '../dialects/openai-chat.ts';
import { makeAnswer } from '../fields/answer.ts';
import { type Message } from '../fields/request.ts';
import type { JsonObject } from '../fields/json.ts';
import { newRecord, type RecordSink, type RequestRecord } from './kit.ts';

/** Messages of a call that are kept: the first, which says what the session is about, and the latest. */
const KEPT_LATEST = 19;

/** The messages a session had at the time of a call. Long sessions lose their middle, or memory would grow with its square. */
export function keptHistory(messages: readonly Message[]): Message[] {
  return messages.length > KEPT_LATEST + 1 ? [messages[0]!, ...messages.slice(-KEPT_LATEST)] : [...messages];
}

/** Puts calls together out of a session that keeps every message once: each answer was a call with all before it. */
export class Transcript {
  /** Answers so far. */
  answers = 0;
  private history: RequestRecord;

  constructor(
    /** Format that its requests are of; may change while rows tell more. */
    public format: string,
    private readonly sink: RecordSink,
  ) {
    this.history = newRecord(format);
  }

  /** Adds a message of any role but the model's: role and content in the shape of any vendor. */
  say(message: JsonObject): void {
    readChat([message], this.history);
  }

  /** Adds an answer that was given earlier, as one with the messages before it. */
  recall(content: JsonObject): void {
    readChat([{ ...content, role: 'assistant' }], this.history);
  }

  /** Forgets what was said, as agents do when their context is full. */
  forget(): void {
    this.history = newRecord(this.format);
  }

  /**
   * Emits the call that an answer came from and adds the answer to the session.
   * @param piece the row the call is on
   * @param content text and calls of the answer, as the content of an assistant's message
   * @param fill sets what else the row says about the call
   */
  answer(piece: JsonObject, content: JsonObject, fill: (record: RequestRecord) => void): void {
    const record = newRecord(this.format);
    record.system = this.history.system;
    record.messages = keptHistory(this.history.messages);
    record.tools = this.history.tools;
    const said = newRecord(this.format);
    readChat([{ ...content, role: 'assistant' }], said);
    const { text = '', toolCalls = '' } = said.messages.at(-1) ?? {};
    if (text !== '' || toolCalls !== '') {
      record.answer = makeAnswer(text, toolCalls, undefined);
      this.history.messages.push({ role: 'assistant', text, toolCalls });
    }
    record.status = 'ok';
    fill(record);
    markContent(record);
    this.answers++;
    this.sink.at(piece);
    this.sink.request(record);
  }
}
