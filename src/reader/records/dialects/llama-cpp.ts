import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readParameters } from './openai-chat.ts';

/** llama.cpp's own completion: a prompt with `n_predict`, and an answer that says how many tokens were predicted. */
export const llamaCpp: Dialect = {
  name: 'llama-cpp',
  isRequest: (body) => typeof body['prompt'] === 'string' && ('n_predict' in body || 'cache_prompt' in body),
  readRequest,
  isResponse: (body) =>
    typeof body['content'] === 'string' && ('tokens_predicted' in body || isObject(body['generation_settings'])),
  readResponse,
  fold,
  pieceNames: ['stop'],
  pieceOf,
};

function readRequest(body: JsonObject, record: RequestRecord): void {
  readTemplatedPrompt(textOf(body['prompt']) ?? '', record);
  readParameters({ ...body, max_tokens: body['n_predict'] }, record);
  if (isObject(body['json_schema']) || textOf(body['grammar']) !== undefined) record.parameters.structured = true;
  setMissingText(record, 'model', body['model']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const finish = body['stop_type'] === 'limit' || body['stopped_limit'] === true ? 'length' : 'stop';
  record.answer = makeAnswer(textOf(body['content']) ?? '', '', finish);
  setMissingText(record, 'model', body['model']);
  setMissingNumber(record, 'inputTokens', body['tokens_evaluated']);
  setMissingNumber(record, 'outputTokens', body['tokens_predicted']);
  const timings = objectOf(body['timings']);
  const [prompt, predicted] = [numberOf(timings['prompt_ms']), numberOf(timings['predicted_ms'])];
  if (prompt !== undefined && predicted !== undefined)
    setMissingNumber(record, 'latencyMs', Math.round(prompt + predicted));
}

/** Pieces of text with a last one that has the counts. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const chunks = events.filter((event) => pieceOf(event) !== undefined);
  const last = chunks.at(-1);
  if (last === undefined) return undefined;
  const content = chunks.map((chunk) => textOf(chunk['content']) ?? '').join('');
  return { tokens_predicted: undefined, ...last, content };
}

function pieceOf({ content, stop }: JsonObject): StreamPiece | undefined {
  return typeof content === 'string' && typeof stop === 'boolean' ? { ends: stop, isWhole: stop } : undefined;
}
