import { joinCalls, readParts, toolCall } from './content-parts.ts';
import type { Dialect, StreamPiece } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readChat, readParameters, readTools } from './openai-chat.ts';
import { wordSet } from '../../../schema/words.ts';

/** Cohere, also on Bedrock: Chat of version 1 with one message and a history, and the answers of all versions. */
export const cohere: Dialect = {
  name: 'cohere',
  isRequest: (body) =>
    typeof body['message'] === 'string' &&
    (OWN_FIELDS.some((name) => name in body) || Object.keys(body).every((name) => PLAIN_FIELDS.has(name))),
  readRequest,
  isResponse: (body) => isFirst(body) || isSecond(body) || isGenerated(body),
  readResponse,
  fold,
  pieceNames: ['type', 'event_type'],
  pieceOf,
};

const OWN_FIELDS = ['chat_history', 'preamble', 'p', 'max_tokens', 'temperature', 'documents', 'connectors'];

/** A body of these alone is Cohere's; a log may have any of them in addition to what else it says. */
const PLAIN_FIELDS: ReadonlySet<string> = wordSet('message model stream conversation_id prompt_truncation');

const isFirst = (body: JsonObject): boolean => typeof body['text'] === 'string' && 'generation_id' in body;
const isSecond = (body: JsonObject): boolean =>
  isObject(body['message']) && body['message']['role'] === 'assistant' && typeof body['finish_reason'] === 'string';
const isGenerated = (body: JsonObject): boolean => typeof objectOf(listOf(body['generations'])[0])['text'] === 'string';

const ROLES: Readonly<Record<string, string>> = { USER: 'user', CHATBOT: 'assistant', SYSTEM: 'system', TOOL: 'tool' };

function readRequest(body: JsonObject, record: RequestRecord): void {
  const history = listOf(body['chat_history']).map((turn) => {
    const { role, message } = objectOf(turn);
    return { role: ROLES[textOf(role) ?? ''] ?? 'user', content: message };
  });
  readChat([{ role: 'system', content: textOf(body['preamble']) ?? '' }, ...history], record);
  readChat(body['message'], record);
  readTools(body, record);
  readParameters({ ...body, top_p: body['p'] }, record);
  setMissingText(record, 'model', body['model']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  setMissingText(record, 'id', body['generation_id'] ?? body['id'] ?? body['response_id']);
  const generated = objectOf(listOf(body['generations'])[0]);
  const message = objectOf(body['message']);
  const { text, toolCalls } = readParts(message['content'] ?? body['text'] ?? generated['text']);
  const calls = listOf(message['tool_calls'] ?? body['tool_calls']).map((call) => {
    const called = objectOf(objectOf(call)['function'] ?? call);
    return toolCall(called['name'], called['arguments'] ?? called['parameters']);
  });
  const finish = body['finish_reason'] ?? generated['finish_reason'];
  record.answer = makeAnswer(text, toolCalls || joinCalls(calls), finish);
  const meta = objectOf(body['usage'] ?? body['meta']);
  const tokens = objectOf(meta['tokens'] ?? meta['billed_units']);
  setMissingNumber(record, 'inputTokens', tokens['input_tokens']);
  setMissingNumber(record, 'outputTokens', tokens['output_tokens']);
}

/** Events of both versions; the last one of version 1 repeats the whole answer. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const end = events.find((event) => event['event_type'] === 'stream-end');
  if (isObject(end?.['response'])) return end['response'];
  const last = events.find((event) => event['type'] === 'message-end');
  if (last === undefined) return undefined;
  const text = events.map((event) => {
    const { content } = objectOf(objectOf(event['delta'])['message']);
    return event['type'] === 'content-delta' ? (textOf(objectOf(content)['text']) ?? '') : '';
  });
  const { finish_reason: finish, usage } = objectOf(last['delta']);
  const message = { role: 'assistant', content: text.join(''), tool_calls: foldCalls(events) };
  return { message, finish_reason: textOf(finish) ?? '', usage };
}

/** Calls of tools: each begins with its name, and its arguments follow in pieces. */
function foldCalls(events: readonly JsonObject[]): JsonObject[] {
  const calls: { index: unknown; name: unknown; arguments: string }[] = [];
  for (const event of events) {
    const called = objectOf(objectOf(objectOf(objectOf(event['delta'])['message'])['tool_calls'])['function']);
    const piece = textOf(called['arguments']) ?? '';
    if (event['type'] === 'tool-call-start')
      calls.push({ index: event['index'], name: called['name'], arguments: piece });
    const known = calls.findLast(({ index }) => index === event['index']);
    if (event['type'] === 'tool-call-delta' && known !== undefined) known.arguments += piece;
  }
  return calls.map(({ name, arguments: input }) => ({ function: { name, arguments: input } }));
}

const EVENTS: ReadonlySet<unknown> = wordSet(`message-start content-start content-delta content-end tool-plan-delta
  tool-call-start tool-call-delta tool-call-end citation-start citation-end message-end stream-start
  search-queries-generation search-results text-generation tool-calls-chunk tool-calls-generation citation-generation
  stream-end`);

function pieceOf(event: JsonObject): StreamPiece | undefined {
  const type = event['type'] ?? event['event_type'];
  if (!EVENTS.has(type)) return undefined;
  return {
    begins: type === 'message-start' || type === 'stream-start',
    ends: type === 'message-end' || type === 'stream-end',
  };
}
