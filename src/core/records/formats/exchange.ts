import { asksForOther, readRequestBody, readResponseBody, requestDialect, responseDialect } from '../bodies.ts';
import { readCaller } from '../caller.ts';
import { markContent } from '../content.ts';
import { readChat } from '../dialects/openai-chat.ts';
import { makeAnswer } from '../fill.ts';
import { type Format, newRecord, type RecordSink } from '../format.ts';
import { isObject, type JsonObject, objectOf, unpackJson } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { readSurroundings } from '../surroundings.ts';

/** Home-made logs: a request and its response under names that people choose, with their circumstances beside them. */
export const exchange: Format = {
  name: 'exchange',
  matches: (value) => requestOf(value) !== undefined,
  read,
};

const REQUEST_NAMES = [
  'request',
  'req',
  'request_body',
  'requestBody',
  'body',
  'input',
  'payload',
  'params',
  'kwargs',
  'prompt',
  'messages',
];
const RESPONSE_NAMES = [
  'response',
  'resp',
  'response_body',
  'responseBody',
  'output',
  'result',
  'completion',
  'answer',
];

/**
 * The value that holds the request: a body of a known dialect under one of the names; where an answer stands beside it,
 * also the record itself, a list of messages, or a bare prompt.
 */
function requestOf(row: JsonObject): unknown {
  for (const name of REQUEST_NAMES) {
    const value = unpackJson(row[name]);
    if (isObject(value) && (requestDialect(value) !== undefined || nestedBody(value) !== undefined)) return value;
  }
  if (asksForOther(row) || !RESPONSE_NAMES.some((name) => row[name] !== undefined)) return undefined;
  if (requestDialect(row) !== undefined) return row;
  for (const name of REQUEST_NAMES) {
    // A prompt that looks like JSON is still a prompt, unless it is a list of messages.
    const value = unpackJson(row[name]);
    if (isChatList(value)) return value;
    if (typeof row[name] === 'string') return row[name];
  }
  return undefined;
}

function isChatList(value: unknown): boolean {
  return Array.isArray(value) && isObject(value[0]) && typeof value[0]['role'] === 'string';
}

/** HTTP loggers put the body one level deeper. */
function nestedBody(request: JsonObject): JsonObject | undefined {
  const body = unpackJson(request['body']);
  return isObject(body) && requestDialect(body) !== undefined ? body : undefined;
}

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('exchange');
  const request = requestOf(row);
  const body = isObject(request) ? (nestedBody(request) ?? request) : undefined;
  if (body === undefined) readChat(request, record);
  else readRequestBody(body, record);
  for (const name of RESPONSE_NAMES) if (readResponse(unpackJson(row[name]), record)) break;
  readSurroundings(row, record);
  if (body !== undefined) readCaller(body, record);
  markContent(record);
  sink.request(record);
}

/** A response of a known dialect, one level deeper in `body`, a bare message, or a bare text. */
function readResponse(value: unknown, record: RequestRecord): boolean {
  if (value === undefined || value === null) return false;
  if (readResponseBody(value, record)) return true;
  if (typeof value === 'string') {
    record.answer = makeAnswer(value, '', undefined);
    return true;
  }
  const response = objectOf(value);
  if (response['body'] !== undefined && readResponseBody(response['body'], record)) return true;
  const message = isObject(response['message']) ? response['message'] : response;
  if (message['content'] === undefined && message['text'] === undefined) return false;
  const choice = { message, finish_reason: response['finish_reason'] };
  responseDialect({ choices: [choice] })?.readResponse({ ...response, choices: [choice] }, record);
  return true;
}
