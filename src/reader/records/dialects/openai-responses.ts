import { joinCalls, readParts, toolCall, withMedia } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import {
  noteError,
  noteKept,
  noteParts,
  noteRefusal,
  noteServed,
  noteThinkingTokens,
} from '../facts/reading/answer-facts.ts';
import { noteDocuments } from '../facts/reading/document-facts.ts';
import { reasoningIn } from '../facts/reading/part-facts.ts';
import { noteItem } from '../facts/reading/sent-facts.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, wordsIn } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readParameters, readTools } from './openai-chat.ts';
import { noteDefinition } from './side-texts.ts';

/** OpenAI Responses: typed items instead of messages, in the request and in the answer. */
export const openaiResponses: Dialect = {
  name: 'openai-responses',
  isRequest: (body) =>
    (typeof body['input'] === 'string' || isItems(body['input'])) &&
    (typeof body['model'] === 'string' || body['instructions'] !== undefined),
  readRequest,
  isResponse: (body) => body['object'] === 'response' || (Array.isArray(body['output']) && isItems(body['output'])),
  readResponse,
  fold,
  pieceNames: ['type'],
  pieceOf,
};

function isItems(input: unknown): boolean {
  const first: unknown = Array.isArray(input) ? input[0] : undefined;
  return isObject(first) && (typeof first['role'] === 'string' || typeof first['type'] === 'string');
}

function readRequest(body: JsonObject, record: RequestRecord): void {
  const { instructions } = body;
  if (Array.isArray(instructions)) for (const item of instructions) readItem(item, record);
  else record.system = textOf(instructions) ?? record.system;
  if (typeof body['input'] === 'string') readChat(body['input'], record);
  else for (const item of listOf(body['input'])) readItem(item, record);
  readTools(body, record);
  readParameters(body, record);
  setMissingText(record, 'model', body['model']);
}

function readItem(value: unknown, record: RequestRecord): void {
  const item = objectOf(value);
  const type = textOf(item['type']) ?? 'message';
  if (type !== 'message') noteItem(item, record);
  if (type === 'message') {
    readChat([item], record);
  } else if (isCall(type)) {
    record.messages.push({ role: 'assistant', text: '', toolCalls: joinCalls([itemCall(type, item)]) });
    // What a tool of the provider found or printed stands in its call: a client may send back what it likes.
    const found = wordsIn([item['output'], item['outputs'], item['results']]);
    if (found !== '') record.messages.push({ role: 'tool', text: found });
  } else if (type === 'mcp_list_tools') {
    noteDefinition(item['tools'], record);
  } else if (type.endsWith('_output')) {
    const { text, ...media } = readParts(item['output']);
    record.messages.push(withMedia({ role: 'tool', text }, media));
  } else {
    const reasoning = reasoningIn(item);
    if (reasoning !== '') record.messages.push({ role: 'assistant', text: '', toolCalls: '', reasoning });
  }
}

/** `function_call`, `computer_call`, `local_shell_call` and the like. */
function isCall(type: string): boolean {
  return type.endsWith('_call');
}

function itemCall(type: string, item: JsonObject): string {
  return toolCall(
    item['name'] ?? type.slice(0, -'_call'.length),
    item['arguments'] ?? item['action'] ?? item['input'] ?? item['code'] ?? item['operation'] ?? item['queries'],
  );
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  setMissingText(record, 'id', body['id']);
  setMissingText(record, 'model', body['model']);
  noteServed(body['model'], record);
  noteKept(body['store'] === false ? undefined : body['id'], body['previous_response_id'], record);
  readStoredRequest(body, record);
  const texts: string[] = [];
  const calls: string[] = [];
  for (const value of listOf(body['output'])) {
    const item = objectOf(value);
    const type = textOf(item['type']) ?? 'message';
    if (type === 'message') {
      texts.push(readParts(item['content']).text);
      for (const part of listOf(item['content'])) noteDocuments(objectOf(part), record);
      if (listOf(item['content']).some((part) => objectOf(part)['type'] === 'refusal')) noteRefusal(undefined, record);
    } else if (isCall(type)) calls.push(itemCall(type, item));
  }
  noteParts(body['output'], record);
  noteError(body['error'], record);
  if (objectOf(body['incomplete_details'])['reason'] === 'content_filter') noteRefusal('content_filter', record);
  record.answer = makeAnswer(texts.join('\n'), joinCalls(calls), calls.length > 0 ? 'tool_calls' : body['status']);
  const usage = objectOf(body['usage']);
  setMissingNumber(record, 'inputTokens', usage['input_tokens']);
  setMissingNumber(record, 'outputTokens', usage['output_tokens']);
  noteThinkingTokens(objectOf(usage['output_tokens_details'])['reasoning_tokens'], record);
}

/** A stored response repeats instructions, tools and parameters of its request, but not the input. */
function readStoredRequest(body: JsonObject, record: RequestRecord): void {
  if (record.system === '') record.system = textOf(body['instructions']) ?? '';
  if (record.tools.length === 0) readTools(body, record);
  if (Object.keys(record.parameters).length === 0) readParameters(body, record);
}

/** The last event of a stream carries the whole response; of a cut stream the text pieces are joined. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  let text = '';
  let started: JsonObject | undefined;
  for (const event of events) {
    const type = event['type'];
    if (ENDS.has(type)) return objectOf(event['response']);
    if (type === 'response.created') started = objectOf(event['response']);
    if (type === 'response.output_text.delta') text += textOf(event['delta']) ?? '';
  }
  if (started === undefined) return undefined;
  return { ...started, output: [{ type: 'message', content: [{ type: 'output_text', text }] }] };
}

const ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const { type } = event;
  if (typeof type !== 'string' || !type.startsWith('response.')) return undefined;
  // Events of the Realtime API have ids.
  if (event['event_id'] !== undefined) return undefined;
  if (!['response', 'delta', 'item_id', 'output_index'].some((name) => name in event)) return undefined;
  return { begins: type === 'response.created', ends: ENDS.has(type) };
}
