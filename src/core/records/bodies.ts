import type { Dialect } from './dialect.ts';
import { anthropicMessages } from './dialects/anthropic-messages.ts';
import { bedrockConverse } from './dialects/bedrock-converse.ts';
import { gemini } from './dialects/gemini.ts';
import { nativeText } from './dialects/native-text.ts';
import { openaiChat } from './dialects/openai-chat.ts';
import { openaiResponses } from './dialects/openai-responses.ts';
import { isObject, type JsonObject, unpackJson } from './json.ts';
import type { RequestRecord } from './request.ts';
import { readEvents } from './sse.ts';

/** Body dialects, the most telling first. Adding one is one file and one line here. */
export const DIALECTS: readonly Dialect[] = [
  bedrockConverse,
  anthropicMessages,
  openaiChat,
  openaiResponses,
  gemini,
  nativeText,
];

/** The dialect of a request body, which may be JSON in a string. */
export function requestDialect(body: JsonObject): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.isRequest(body));
}

export function responseDialect(body: JsonObject): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.isResponse(body));
}

/** Reads a request body of any dialect into the record. False when it is none. */
export function readRequestBody(body: unknown, record: RequestRecord): boolean {
  const value = unpackJson(body);
  if (!isObject(value)) return false;
  const dialect = requestDialect(value);
  dialect?.readRequest(value, record);
  return dialect !== undefined;
}

/** Reads a response body of any dialect into the record: an object, JSON in a string, or streamed events. */
export function readResponseBody(body: unknown, record: RequestRecord): boolean {
  const value = foldBody(unpackJson(body));
  if (!isObject(value)) return false;
  const dialect = responseDialect(value);
  dialect?.readResponse(value, record);
  return dialect !== undefined;
}

/** A streamed body, as text or as a list of events, becomes the response it stands for. */
function foldBody(body: unknown): unknown {
  const events = typeof body === 'string' ? readEvents(body) : Array.isArray(body) ? body.filter(isObject) : undefined;
  if (events === undefined) return body;
  for (const dialect of DIALECTS) {
    const folded = dialect.fold(events);
    if (folded !== undefined) return folded;
  }
  return undefined;
}
