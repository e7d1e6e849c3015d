/**
 * What the client wrote since the model last spoke: the messages behind the last answer that is in the conversation. Whoever sends a
 * task behind a greeting, in the result of a tool or in pieces sends it there, and a person's next words stand there once. Where the
 * log shows nobody who sent what stands before it, all of the conversation was written by the client: see `unheard-rows.ts`.
 */
import { unpackJson, wordsIn } from '../../../reader/records/fields/json.ts';
import { pictureWords } from '../../../reader/records/fields/pictures.ts';
import type { Message, RequestRecord } from '../../../reader/records/fields/request.ts';
import { wordSet } from '../../../schema/words.ts';

/** Between messages that are one text. */
export const BETWEEN = '\n';

/** Where the parts of a conversation begin, as places among its messages. */
export interface Turns {
  /** The answers before the open turn, which is behind the last of them; all before these was sent in an earlier request. */
  answers: number;
  open: number;
  /** What is behind it is the answer to this request. */
  end: number;
}

/** @param isAnswered whether the log has the answer besides the conversation, or would have it there: one in it was then written by the client */
export function turnsOf(count: number, isAnswer: (at: number) => boolean, isAnswered: boolean): Turns {
  let open = count;
  while (open > 0 && isAnswer(open - 1)) open--;
  const end = isAnswered ? count : open;
  while (open > 0 && !isAnswer(open - 1)) open--;
  let answers = open;
  while (answers > 0 && isAnswer(answers - 1)) answers--;
  return { answers, open, end };
}

type Conversation = Pick<RequestRecord, 'messages' | 'answer'> & Partial<Pick<RequestRecord, 'format'>>;

/** Formats whose logs keep answers apart from what was sent, also where they hold none: an answer among the messages was written by the client. */
const APART = wordSet('litellm otlp otel-span bedrock vertex azure-gateway langfuse');

export function turnsIn({ messages, answer, format = '' }: Conversation): Turns {
  const isAnswered = answer !== undefined || APART.has(format);
  return turnsOf(messages.length, (at) => messages[at]!.role === 'assistant', isAnswered);
}

/** Empty where that is the first user message alone, without pictures. */
export function openTurn(record: Conversation, { open, end } = turnsIn(record)): string {
  const { messages } = record;
  const written = messages.slice(open, end).filter(saysSomething);
  const first = messages.find(({ role }) => role === 'user');
  return written.length === 1 && written[0] === first && first?.pictures === undefined ? '' : joined(written);
}

/** All that is said in a conversation, up to the answer. */
export function wholeConversation(record: Conversation, { end } = turnsIn(record)): string {
  return joined(record.messages.slice(0, end).filter(saysSomething));
}

const saysSomething = ({ text, toolCalls = '', reasoning, pictures }: Message): boolean =>
  text !== '' || toolCalls !== '' || reasoning !== undefined || pictures !== undefined;

/** Texts with what stands for pictures behind each. */
const joined = (messages: readonly Message[]): string => messages.flatMap(saidIn).join(BETWEEN);

const saidIn = ({ text, toolCalls = '', reasoning = '', pictures = [] }: Message): string[] => {
  return [...[reasoning, text, calledWith(toolCalls)].filter(Boolean), ...pictures.map(pictureWords)];
};

/** What a model is said to have called tools with: whoever wrote that it did wrote that, too. */
export const calledWith = (toolCalls: string): string => (toolCalls === '' ? '' : wordsIn(unpackJson(toolCalls)));

/** Stands between a prompt and the open turn where both are read back; taken out of texts that have it. */
const MARK = '\u001e';

/** A prompt as it is read back: with its open turn where it has one. */
export function withOpenTurn(prompt: string, open: string): string {
  const own = prompt.replaceAll(MARK, '');
  return open === '' ? own : `${own}${MARK}${open.replaceAll(MARK, '')}`;
}

/** The one or the other of what was read back. Where there is no open turn, it is the prompt. */
export function partReadBack(text: string, isOpen: boolean): string {
  const at = text.indexOf(MARK);
  if (at < 0) return text;
  return isOpen ? text.slice(at + 1) : text.slice(0, at);
}
