import { gunzipSync } from 'node:zlib';
import { isOtherRequest, readRequestBody, readResponseBody } from '../dialects/bodies.ts';
import { readCaller } from '../callers/caller.ts';
import { keyInHeaders } from '../callers/headers.ts';
import { noteSession, SESSION_HEADER } from '../facts/reading/sent-facts.ts';
import { readEventStream } from '../dialects/event-stream.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { nameOf } from '../fields/identity.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../fields/json.ts';
import { clientFields } from '../fields/origin.ts';
import { readTime } from '../fields/time.ts';
import { emit, newRecord, type RecordSink, type RequestRecord, set } from './kit.ts';
import { wordSet } from '../../../schema/words.ts';

/** A call over HTTP as recorders keep it. Names of headers are in lower case. */
export interface HttpCall {
  format: string;
  /** GET, POST … in capitals; empty when unknown. */
  method: string;
  url: string;
  /** Bodies as text, JSON or bytes; undefined when they were not kept. */
  sent: unknown;
  answered: unknown;
  sentHeaders: ReadonlyMap<string, unknown>;
  answerHeaders: ReadonlyMap<string, unknown>;
  time: unknown;
  latencyMs: unknown;
  /** 0 when unknown. */
  status: number;
  /** Who sent it, where the recorder says so beside the headers. */
  user?: unknown;
  /** The id of the key, where a gateway has one: the key itself is then not asked for. */
  key?: unknown;
  address?: unknown;
  organisation?: unknown;
  model?: unknown;
}

/** Paths of calls that generate text. */
const GENERATES =
  /\/(?:completions?|complete|responses|messages|generat(?:e|ion)|chat|converse|invoke)\b|:(?:stream)?[gG]enerateContent|\/(?:converse|invoke)-/;

/** Paths of calls that do not, whatever their bodies look like: what APIs of models do besides generating, and telemetry. */
const OTHER_PATH =
  /\/(?:embed(?:dings?)?|images|audio|moderations|rerank|tokenize|files|uploads|vector_stores|fine_tuning|containers|conversations|cachedContents|assistants|traces|telemetry|metrics|token|count[-_]tokens|input_tokens)\b|:(?:batch)?embedContents?\b|:countTokens\b/i;

/** The Assistants API: prompts and answers are in calls of their own, with other calls between. */
const THREADS_PATH = /\/threads\b/;

/** Methods that ask for nothing new. */
const OTHER_METHOD = /^(?:GET|HEAD|OPTIONS|DELETE)$/;

/** Sentences on calls that give no request, alike in all logs of calls. */
export const OTHER_CALL = 'call that is not text generation';
export const UNKNOWN_CALL = 'call to an address that no known API uses';

/** What a call is for, by its address alone: only addresses that are known are said to be for something else. */
export function kindOfCall(url: string, method = 'POST'): 'generation' | 'other' | 'unknown' {
  if (OTHER_PATH.test(url) || OTHER_METHOD.test(method)) return 'other';
  return GENERATES.test(url) ? 'generation' : 'unknown';
}

/** Reads a call when it generates text. Keys in headers are kept as digests only. */
export function readHttpCall(call: HttpCall, sink: RecordSink): void {
  const record = newRecord(call.format);
  const sent = unpackJson(bodyOf(call.sent));
  const isCall = readRequestBody(sent, record);
  const answered = bodyOf(call.answered);
  const isAnswer = readResponseBody(answered, record);
  const kind = kindOfCall(call.url, call.method);
  if (kind === 'other' || (isObject(sent) && isOtherRequest(sent))) return sink.skip(OTHER_CALL);
  if (THREADS_PATH.test(call.url))
    return sink.reject('call of the Assistants API, which keeps prompts and answers apart: export the threads');
  const isGeneration = kind === 'generation';
  if (!isCall && !(isAnswer && (sent === undefined || isGeneration)))
    return sink.reject(isGeneration ? 'model call with a body in no known form' : UNKNOWN_CALL);
  const times = [call.time, dateOf(call.answerHeaders.get('date')), objectOf(unpackJson(answered))['created']];
  times.some((time) => readTime(record, time));
  setMissingNumber(record, 'latencyMs', call.latencyMs);
  setMissingText(record, 'model', /\/model\/([^/]+)\//.exec(decodeUrl(call.url))?.[1]);
  setMissingText(record, 'model', call.model);
  readHeaders(call, record);
  set(record, { organisation: call.organisation });
  readCaller(clientFields(sent), record);
  record.status = call.status >= 400 ? 'error' : call.status >= 100 ? 'ok' : 'unknown';
  emit(record, sink, { own: () => ({ ...objectOf(sent), headers: namedHeaders(call.sentHeaders) }) });
}

/** Headers by name. Those that hold a key have it as one that is hidden. */
function namedHeaders(headers: ReadonlyMap<string, unknown>): JsonObject {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, KEYS.has(name) ? accountOfKey(textOf(value) ?? '') : value]),
  );
}

const KEYS: ReadonlySet<string> = wordSet(`authorization proxy-authorization x-api-key api-key x-goog-api-key
  cookie`);

function readHeaders(call: HttpCall, record: RequestRecord): void {
  const { sentHeaders: sent, answerHeaders: answered, user } = call;
  // Of what the provider says: a client may send the name of any.
  const organisation = answered.get('anthropic-organization-id') ?? answered.get('openai-organization');
  const key = textOf(keyInHeaders(sent, call.url))?.replace(/^bearer ?/i, '');
  // Recorders put a word in place of a key.
  set(record, {
    key: call.key ?? (nameOf(key) === undefined ? undefined : accountOfKey(key ?? '')),
    user,
    project: sent.get('openai-project'),
    organisation,
  });
  noteSession(sent.get(SESSION_HEADER), record);
  setMissingText(record, 'userAgent', sent.get('user-agent') ?? sent.get('x-amz-user-agent'));
  setMissingText(record, 'address', call.address);
  setMissingText(record, 'address', textOf(sent.get('x-forwarded-for'))?.split(',', 1)[0]);
  setMissingText(
    record,
    'id',
    answered.get('x-request-id') ?? answered.get('request-id') ?? answered.get('x-amzn-requestid'),
  );
  setMissingNumber(record, 'inputTokens', answered.get('x-amzn-bedrock-input-token-count'));
  setMissingNumber(record, 'outputTokens', answered.get('x-amzn-bedrock-output-token-count'));
}

/**
 * A header always holds the key itself, whatever it looks like. The signature of AWS is another one each time: the name of
 * its key is what stays.
 */
function accountOfKey(key: string): string | undefined {
  const signed = /^AWS4-HMAC-SHA256 Credential=([^/,\s]{1,64})/.exec(key)?.[1];
  return key === '' ? undefined : `Bearer ${signed ?? key}`;
}

/** `Wed, 05 Mar 2025 00:00:11 GMT`, the date in the header of an answer, as a time in ms. */
function dateOf(header: unknown): number | undefined {
  const time = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(textOf(header) ?? '')
    ? Date.parse(String(header))
    : NaN;
  return Number.isNaN(time) ? undefined : time;
}

export function decodeUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Largest body that is unpacked: a small packed one may stand for any amount. */
const MAX_BODY_BYTES = 64 << 20;

/** A body as text or JSON: unpacked, and a binary stream as the list of its events. */
function bodyOf(body: unknown): unknown {
  if (body === null || body === '') return undefined;
  if (!(body instanceof Uint8Array)) return body;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpack(bytes);
  return (bytes[0] === 0 ? readEventStream(bytes) : undefined) ?? bytes.toString('utf8');
}

function unpack(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}
