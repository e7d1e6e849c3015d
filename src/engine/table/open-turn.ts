/**
 * What the client wrote since the model last spoke: the messages behind the last answer that is in the conversation. Whoever sends a
 * task behind a greeting, in the result of a tool or in pieces sends it there, and a person's next words stand there once.
 */
import type { RequestRecord } from '../../reader/records/fields/request.ts';

/** Between messages that are one text. */
export const BETWEEN = '\n';

/** Empty where that is the first user message alone. */
export function openTurn({ messages, answer }: Pick<RequestRecord, 'messages' | 'answer'>): string {
  let from = messages.length;
  while (from > 0 && messages[from - 1]!.role === 'assistant') from--;
  // An answer that is not the one the model gave was written by the client, for the model to go on with.
  const end = answer === undefined ? from : messages.length;
  while (from > 0 && messages[from - 1]!.role !== 'assistant') from--;
  const written = messages.slice(from, end).filter(({ text }) => text !== '');
  const first = messages.find(({ role }) => role === 'user');
  return written.length === 1 && written[0] === first ? '' : written.map(({ text }) => text).join(BETWEEN);
}

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
