import {
  isOtherRequest,
  readRequestBody,
  readResponseBody,
  requestDialect,
  responseDialect,
} from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { markContent } from '../../fields/content.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { holdRequest } from './body-pairs.ts';
import { noteBatch } from '../../facts/reading/answer-facts.ts';
import { noteModeration } from '../../facts/reading/guardrail-facts.ts';
import { withPlainNames } from '../plain-names.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { type ClientFields, clientFields, type LogFields } from '../../fields/origin.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { FIELD_NAMES, REQUEST_NAMES, RESPONSE_NAMES } from '../../fields/lexicon.ts';
import { readPlainHeaders } from '../../callers/headers.ts';
import { readCallers, readSender } from '../../callers/surroundings.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** Home-made logs: a request and its response under names that people choose, with their circumstances next to them. */
export const exchange: Format = {
  name: 'exchange',
  facts:
    'recorded logs | time account address agent system messages tools parameters answer tokens cost status | Home-made logs of requests and responses, also on two lines; Portkey, Databricks inference tables, nginx JSON with bodies, MCP sampling',
  isBody: true,
  matches: (value) => requestOf(value) !== undefined,
  read,
};

/** Names that say less: taken for a prompt only where time or account are next to it under usual names. */
const QUESTION_NAMES = ['question', 'query', 'user_question', 'llm_raw', 'raw_prompt'];
/**
 * The value that holds the request: the record itself where it is a body with messages, a body of a known dialect under one of the
 * names; where an answer is next to it, also the record itself, a list of messages, or a bare prompt.
 */
export function requestOf(row: JsonObject): unknown {
  // What stands beside a body, whoever wrote it, does not take its place.
  if (requestDialect(row) !== undefined) return hasOne(row, OF_RESPONSES) ? row : undefined;
  // By its own names first: they are fewer than those that are known.
  if (hasOne(row, OF_REQUESTS))
    for (const name of REQUEST_NAMES) {
      const value = unpackJson(row[name]);
      if (isObject(value) && (requestDialect(value) !== undefined || nestedBody(value) !== undefined)) return value;
    }
  if (isOtherRequest(row) || !hasOne(row, OF_RESPONSES)) return undefined;
  // Training files keep a task and the text it is about apart.
  const { instruction, input } = row;
  if (typeof instruction === 'string')
    return typeof input === 'string' && input !== '' ? `${instruction}\n\n${input}` : instruction;
  for (const name of REQUEST_NAMES) {
    // A prompt that looks like JSON is still a prompt, unless it is a list of messages.
    const value = unpackJson(row[name]);
    if (isChatList(value)) return value;
    if (isObject(value) && isPair(value)) return pairAsChat(value);
    if (typeof row[name] === 'string') return row[name];
  }
  const question = QUESTION_NAMES.map((name) => textOf(row[name])).find((text) => text !== undefined && !isCode(text));
  return question !== undefined && hasCircumstances(row) ? question : undefined;
}

const OF_REQUESTS: ReadonlySet<string> = new Set(REQUEST_NAMES);
const OF_RESPONSES: ReadonlySet<string> = new Set(RESPONSE_NAMES);

function hasOne(row: JsonObject, names: ReadonlySet<string>): boolean {
  for (const name in row) if (names.has(name) && row[name] !== undefined) return true;
  return false;
}

function hasCircumstances(row: JsonObject): boolean {
  const { time, key, user } = FIELD_NAMES;
  return [...time, ...key, ...user].some((name) => row[name] !== undefined);
}

function isChatList(value: unknown): boolean {
  return Array.isArray(value) && isObject(value[0]) && typeof value[0]['role'] === 'string';
}

/** A query of GraphQL or SQL asks a database. */
const isCode = (text: string): boolean =>
  /^\s{0,20}(?:(?:query|mutation|subscription|fragment)\b[^{]{0,500}\{|\{\s*\w|SELECT\s.{1,500}\sFROM\s|INSERT INTO\s)/s.test(
    text,
  );

/** Both halves of a prompt under the names of who says them: `{"system":"Be brief.","user":"Hi"}`. */
function isPair(value: JsonObject): boolean {
  const others = Object.keys(value).filter((name) => name !== 'user' && name !== 'system');
  return others.length === 0 && typeof value['user'] === 'string' && typeof (value['system'] ?? '') === 'string';
}

function pairAsChat({ system, user }: JsonObject): readonly JsonObject[] {
  return Object.entries({ system, user }).map(([role, content]) => ({ role, content: content ?? '' }));
}

/** The body that a logger of HTTP has put one level deeper. What is a body by itself has no other in it: a client wrote all of it. */
function nestedBody(request: JsonObject): JsonObject | undefined {
  const body = unpackJson(request['body']);
  return isObject(body) && requestDialect(body) !== undefined ? body : undefined;
}

/** A request as a log keeps it: what a logger of HTTP wrote around the body, and the body. */
interface Sent {
  envelope: LogFields;
  body: ClientFields | undefined;
}

function sentIn(request: unknown): Sent {
  if (!isObject(request)) return { envelope: {}, body: undefined };
  if (requestDialect(request) !== undefined) return { envelope: {}, body: clientFields(request) };
  return { envelope: request, body: clientFields(nestedBody(request) ?? request) };
}

/** Names that stand for the other side of a connection as well as for a body. */
const BODIES = ['request', 'req'] as const;

/** What a log wrote itself: the row without bodies under such names. */
function ownFields(row: JsonObject): LogFields {
  let own = row;
  for (const name of BODIES) {
    const value = row[name];
    if (isObject(value) && requestDialect(value) !== undefined) own = { ...own, [name]: undefined };
  }
  return own;
}

function read(row: JsonObject, sink: RecordSink): void {
  const { record, answered } = readExchange(row);
  if (record.answer === undefined && isObject(requestOf(row))) holdRequest(record, row, sink);
  else sink.request(record, answered);
}

const SYSTEM_NAMES = ['system_prompt', 'systemPrompt', 'system', 'instructions'];
const HEADERS = ['headers', 'request_headers', 'requestHeaders', 'req_headers', 'reqHeaders'] as const;

const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

/** A row as a record, and when its answer says it was made. */
export function readExchange(row: JsonObject): { record: RequestRecord; answered: unknown } {
  const record = newRecord('exchange');
  const request = requestOf(row);
  const { envelope, body } = sentIn(request);
  const system = SYSTEM_NAMES.map((name) => textOf(row[name])).find(Boolean);
  if (body === undefined) readChat(request, record);
  else readRequestBody(body, record);
  if (record.system === '' && system !== undefined) record.system = system;
  const response = RESPONSE_NAMES.map((name) => row[name]).find((value) => readAnswer(value, record));
  readWho(row, envelope, record);
  readUsage(row, record);
  if (isObject(response)) readUsage(response, record);
  // A status inside of what the model said is not that of the call.
  const isSaid = response !== undefined && response === record.answer?.text;
  if (record.status === 'unknown' && !isSaid) {
    const { error, type } = objectOf(unpackJson(response ?? row['response']));
    const fault = error ?? (type === 'error' ? type : undefined);
    readMetadataFields({ status: statusIn(response ?? row['response']), error: fault }, record);
  }
  // Beside an answer the fields of the row are those of the log, not of the caller's body.
  if (body !== undefined && request !== row) readCaller(body, record);
  if (request !== row) noteModeration(row, record);
  if (row['processed_time'] !== undefined) record.batch = true;
  if (request !== row) noteBatch(textOf(row['batch_id']) ?? textOf(row['batchId']), record);
  markContent(record);
  return { record, answered: objectOf(unpackJson(response))['created'] };
}

/** Who called: whom the log names with a key or as a user, then the key that was sent, which a client may choose. */
function readWho(row: JsonObject, envelope: LogFields, record: RequestRecord): void {
  const own = ownFields(row);
  const headers = HEADERS.map((name) => row[name]).find(isPresent) ?? envelope['headers'];
  readMetadataFields(own, record);
  // `user.id` beside a prompt: what is not found under a plain name may be there under another spelling.
  const plain = withPlainNames(own);
  if (plain !== own) readMetadataFields(plain, record);
  readPlainHeaders(headers, record, textOf(envelope['url'] ?? own['url'] ?? own['path']));
  readCallers(own, record);
  readSender(own, headers, record);
}

export const USAGE_NAMES = ['usage', 'token_usage', 'tokenUsage', 'tokens', 'token_counts', 'tokenCounts', 'metrics'];

const INPUT_COUNTS = [...FIELD_NAMES.inputTokens, 'prompt', 'input', 'in'];
const OUTPUT_COUNTS = [...FIELD_NAMES.outputTokens, 'completion', 'output', 'out'];

/** Counts of tokens that stand in an object of their own beside request and answer. */
export function readUsage(row: JsonObject, record: RequestRecord): void {
  for (const name of USAGE_NAMES) {
    const usage = row[name] === undefined ? undefined : unpackJson(row[name]);
    if (!isObject(usage)) continue;
    const first = (names: readonly string[]): unknown => names.map((field) => usage[field]).find(isCount);
    // Among metrics a prompt may have a mark.
    const isMixed = name === 'metrics';
    set(record, {
      inputTokens: first(isMixed ? FIELD_NAMES.inputTokens : INPUT_COUNTS),
      outputTokens: first(isMixed ? FIELD_NAMES.outputTokens : OUTPUT_COUNTS),
    });
  }
}

function isCount(value: unknown): boolean {
  return numberOf(value) !== undefined;
}

/** Loggers of HTTP keep the code with the body of the answer. */
function statusIn(response: unknown): unknown {
  const { status, statusCode, status_code: code } = objectOf(unpackJson(response));
  return [status, statusCode, code].find((value) => numberOf(value) !== undefined);
}

/** An answer may be JSON because JSON was asked for: what is no response in any known form is what the model said. */
function readAnswer(written: unknown, record: RequestRecord): boolean {
  if (readResponse(unpackJson(written), record)) return true;
  if (textOf(written) === undefined) return false;
  record.answer = makeAnswer(String(written), '', undefined);
  return true;
}

/** A response of a known dialect, one level deeper in `body`, a bare message, or a bare text. */
function readResponse(value: unknown, record: RequestRecord): boolean {
  if (value === undefined || value === null) return false;
  if (readResponseBody(value, record)) return true;
  if (typeof value === 'string') {
    record.answer = makeAnswer(value, '', undefined);
    return true;
  }
  if (Array.isArray(value)) {
    readAnyAnswer(value, record);
    return record.answer !== undefined;
  }
  const response = objectOf(value);
  const body = response['body'] ?? response['body_raw'];
  if (body !== undefined && readResponseBody(body, record)) return true;
  if (Array.isArray(response['messages'])) return readResponse(response['messages'], record);
  const message = isObject(response['message']) ? response['message'] : response;
  if (message['content'] === undefined && message['text'] === undefined) return false;
  const said = message['content'] === undefined ? { ...message, content: message['text'] } : message;
  const choice = { message: said, finish_reason: response['finish_reason'] };
  responseDialect({ choices: [choice] })?.readResponse({ ...response, choices: [choice] }, record);
  return true;
}
