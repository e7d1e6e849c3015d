import { readTemplatedPrompt } from './chat-template.ts';
import { joinCalls, toolCall, withMedia } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import { pictureOf } from '../fields/pictures.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readParameters, readTools } from './openai-chat.ts';
import { readSideTexts } from './side-texts.ts';

/** Ollama's own API: parameters in `options`, an answer with `done`, streams of one JSON value per line. */
export const ollamaApi: Dialect = {
  name: 'ollama-api',
  isRequest: (body) =>
    isObject(body['options']) &&
    typeof body['model'] === 'string' &&
    (Array.isArray(body['messages']) || typeof body['prompt'] === 'string'),
  readRequest,
  isResponse: (body) =>
    typeof body['done'] === 'boolean' && (isObject(body['message']) || typeof body['response'] === 'string'),
  readResponse,
  fold,
  pieceNames: ['done'],
  pieceOf,
};

function readRequest(body: JsonObject, record: RequestRecord): void {
  const system = textOf(body['system']);
  if (system !== undefined) record.system = system;
  const prompt = textOf(body['prompt']);
  if (body['messages'] === undefined && prompt !== undefined) readTemplatedPrompt(prompt, record);
  else readChat(body['messages'], record);
  const images = listOf(body['images']);
  const last = record.messages.at(-1);
  const pictures = images.flatMap((data) => pictureOf({ data }) ?? []);
  if (last !== undefined) withMedia(last, { media: images.length, pictures });
  readTools(body, record);
  const options = objectOf(body['options']);
  readParameters({ ...options, stream: body['stream'] ?? true, max_tokens: options['num_predict'] }, record);
  readSideTexts(body, record);
  if (body['format'] === 'json' || isObject(body['format'])) record.parameters.structured = true;
  setMissingText(record, 'model', body['model']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const message = objectOf(body['message']);
  const calls = listOf(message['tool_calls']).map((call) => {
    const { name, arguments: input } = objectOf(objectOf(call)['function']);
    return toolCall(name, input);
  });
  const text = textOf(message['content']) ?? textOf(body['response']) ?? '';
  record.answer = makeAnswer(text, joinCalls(calls), body['done_reason']);
  setMissingText(record, 'model', body['model']);
  setMissingNumber(record, 'inputTokens', body['prompt_eval_count']);
  setMissingNumber(record, 'outputTokens', body['eval_count']);
  const nanoseconds = numberOf(body['total_duration']);
  if (nanoseconds !== undefined) setMissingNumber(record, 'latencyMs', Math.round(nanoseconds / 1e6));
}

function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const chunks = events.filter((event) => ollamaApi.isResponse(event));
  const last = chunks.at(-1);
  if (last === undefined) return undefined;
  const content = chunks.map(
    (chunk) => textOf(objectOf(chunk['message'])['content']) ?? textOf(chunk['response']) ?? '',
  );
  const calls = chunks.flatMap((chunk) => listOf(objectOf(chunk['message'])['tool_calls']));
  return { ...last, message: { role: 'assistant', content: content.join(''), tool_calls: calls } };
}

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const { done } = event;
  return typeof done === 'boolean' && ollamaApi.isResponse(event) ? { ends: done, isWhole: done } : undefined;
}
