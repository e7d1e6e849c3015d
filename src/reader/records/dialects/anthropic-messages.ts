import { readParts } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { noteDropped, noteParts, noteRefusal, noteServed, noteThinkingTokens } from '../facts/reading/answer-facts.ts';
import { LIMITS } from '../facts/facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readParameters, readTools } from './openai-chat.ts';
import { wordSet } from '../../../schema/words.ts';

/** Anthropic Messages. Told from OpenAI Chat by its system field or its typed blocks; a plain chat reads the same in both. */
export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  isRequest: (body) =>
    Array.isArray(body['messages']) && (body['system'] !== undefined || body['max_tokens'] !== undefined),
  readRequest,
  isResponse: (body) =>
    body['type'] === 'message' && Array.isArray(body['content']) && (body['role'] ?? 'assistant') === 'assistant',
  readResponse,
  fold,
  pieceNames: ['type'],
  pieceOf,
};

function readRequest(body: JsonObject, record: RequestRecord): void {
  record.system = readParts(body['system']).text;
  readChat(body['messages'], record);
  readTools(body, record);
  readParameters(body, record);
  setMissingText(record, 'model', body['model']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  setMissingText(record, 'id', body['id']);
  setMissingText(record, 'model', body['model']);
  noteServed(body['model'], record);
  noteAnswer(body, record);
  const { text, toolCalls } = readParts(body['content']);
  record.answer = makeAnswer(text, toolCalls, body['stop_reason']);
  const usage = objectOf(body['usage']);
  setMissingNumber(record, 'inputTokens', inputTokens(usage));
  setMissingNumber(record, 'outputTokens', usage['output_tokens']);
  if (usage['service_tier'] === 'batch') record.batch = true;
}

function noteAnswer(body: JsonObject, record: RequestRecord): void {
  noteParts(body['content'], record);
  if (body['stop_reason'] === 'refusal') noteRefusal(objectOf(body['stop_details'])['category'], record);
  noteDropped(body['input_transformations'], record);
  const usage = objectOf(body['usage']);
  noteThinkingTokens(objectOf(usage['output_tokens_details'])['thinking_tokens'] ?? usage['thinking_tokens'], record);
  if (listOf(usage['iterations']).some((part) => objectOf(part)['type'] === 'fallback_message'))
    (record.facts ??= {}).fallback = true;
  // The gateway of Vercel adds what it knows.
  const session = textOf(
    objectOf(objectOf(objectOf(body['provider_metadata'])['gateway'])['routing'])['clientSessionId'],
  );
  if (session !== undefined) (record.facts ??= {}).clientSession ??= session.slice(0, LIMITS.text);
}

/** Anthropic counts cached tokens apart; here input tokens include them. */
function inputTokens(usage: JsonObject): number | undefined {
  const fresh = numberOf(usage['input_tokens']);
  if (fresh === undefined) return undefined;
  return (
    fresh + (numberOf(usage['cache_read_input_tokens']) ?? 0) + (numberOf(usage['cache_creation_input_tokens']) ?? 0)
  );
}

/** Joins stream events; tokens of `message_delta` are running totals. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const start = events.find((event) => event['type'] === 'message_start');
  if (start === undefined) return undefined;
  const message = objectOf(start['message']);
  const blocks: Record<string, unknown>[] = [];
  const ends: Record<string, unknown> = {};
  let usage = objectOf(message['usage']);
  for (const event of events) {
    if (event['type'] === 'content_block_start')
      blocks.push({ ...objectOf(event['content_block']), index: event['index'] });
    if (event['type'] === 'message_delta') {
      const { stop_reason: reason, stop_details: details } = objectOf(event['delta']);
      if (isTold(reason)) ends['stop_reason'] = reason;
      for (const told of [details, event['stop_details']]) if (isTold(told)) ends['stop_details'] = told;
      for (const name of ['input_transformations', 'provider_metadata'])
        if (isTold(event[name])) ends[name] = event[name];
      if (isObject(event['usage'])) usage = { ...usage, ...event['usage'] };
    }
    if (event['type'] !== 'content_block_delta') continue;
    const block = blocks.find(({ index }) => index === event['index']);
    if (block !== undefined) foldDelta(block, objectOf(event['delta']));
  }
  for (const block of blocks) if (block['json'] !== undefined) block['input'] = block['json'];
  return { ...message, type: 'message', content: blocks, ...ends, usage };
}

const isTold = (value: unknown): boolean => value !== undefined && value !== null;

const EVENTS: ReadonlySet<unknown> = wordSet(`message_start content_block_start content_block_delta
  content_block_stop message_delta message_stop`);

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const { type } = event;
  const isPing = type === 'ping' && Object.keys(event).length === 1;
  return EVENTS.has(type) || isPing ? { begins: type === 'message_start', ends: type === 'message_stop' } : undefined;
}

function foldDelta(block: Record<string, unknown>, delta: JsonObject): void {
  const text = textOf(delta['text']);
  if (text !== undefined) block['text'] = `${textOf(block['text']) ?? ''}${text}`;
  for (const name of ['thinking', 'signature']) {
    const piece = textOf(delta[name]);
    if (piece !== undefined) block[name] = `${textOf(block[name]) ?? ''}${piece}`;
  }
  if (isObject(delta['citation'])) block['citations'] = [...listOf(block['citations']), delta['citation']];
  const json = textOf(delta['partial_json']);
  if (json !== undefined) block['json'] = `${textOf(block['json']) ?? ''}${json}`;
}
