import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readParameters } from './openai-chat.ts';

/** Aleph Alpha's completion: a prompt of items that are texts, images or token numbers. */
export const alephAlpha: Dialect = {
  name: 'aleph-alpha',
  isRequest: (body) =>
    (typeof body['prompt'] === 'string' || isItems(body['prompt'])) &&
    ('maximum_tokens' in body || isItems(body['prompt'])),
  readRequest,
  isResponse: (body) => typeof objectOf(listOf(body['completions'])[0])['completion'] === 'string',
  readResponse,
  fold: () => undefined,
};

function isItems(prompt: unknown): boolean {
  const { type, data } = objectOf(listOf(prompt)[0]);
  return typeof type === 'string' && data !== undefined;
}

function readRequest(body: JsonObject, record: RequestRecord): void {
  const items = listOf(body['prompt']).map(objectOf);
  const texts = items.flatMap(({ type, data }) => (type === 'text' ? (textOf(data) ?? []) : []));
  readTemplatedPrompt(textOf(body['prompt']) ?? texts.join('\n'), record);
  const media = items.filter(({ type }) => type === 'image').length;
  const last = record.messages.at(-1);
  if (media > 0 && last !== undefined) last.media = media;
  readParameters({ ...body, max_tokens: body['maximum_tokens'] }, record);
  setMissingText(record, 'model', body['model']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const { completion, finish_reason: finish } = objectOf(listOf(body['completions'])[0]);
  record.answer = makeAnswer(textOf(completion) ?? '', '', finish === 'maximum_tokens' ? 'length' : finish);
  setMissingText(record, 'model', body['model_version']);
  setMissingNumber(record, 'inputTokens', body['num_tokens_prompt_total']);
  setMissingNumber(record, 'outputTokens', body['num_tokens_generated']);
}
