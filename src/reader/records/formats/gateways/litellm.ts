import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { noteError } from '../../facts/reading/answer-facts.ts';
import { noteGuardrail } from '../../facts/reading/guardrail-facts.ts';
import { noteSession, SESSION_HEADER } from '../../facts/reading/sent-facts.ts';
import { markContent } from '../../fields/content.ts';
import { readChat, readParameters, readTools } from '../../dialects/openai-chat.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';
import { fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { words } from '../../../../schema/words.ts';

/**
 * LiteLLM proxy: the StandardLoggingPayload of callbacks and buckets, and rows of the SpendLogs table, in which the
 * nested fields may be JSON in a string.
 */
export const litellm: Format = {
  name: 'litellm',
  facts:
    'test data of the product | time account address agent system messages tools parameters answer tokens cost status | LiteLLM: StandardLoggingPayload, SpendLogs, database and UI exports',
  isBody: true,
  matches: (value) =>
    typeof value['call_type'] === 'string' &&
    value['model'] !== undefined &&
    // A body of another API has its texts elsewhere.
    OTHER_TEXTS.every((name) => value[name] === undefined) &&
    (value['startTime'] !== undefined || OWN_FIELDS.some((name) => name in value)),
  read,
};

const OTHER_TEXTS = ['input', 'contents', 'prompt'];

/** Fields that tell a record of LiteLLM where its time was left out or renamed on the way. */
const OWN_FIELDS = words(`model_map_information hidden_params custom_llm_provider response_cost
  spend endTime completionStartTime proxy_server_request request_tags model_group`);

/** Calls that the proxy hands on as they are: their bodies are those of the provider. */
const PASSED_ON = /pass_?through/;

/** Calls of the proxy that send nothing to a language model. */
const NOT_A_CALL =
  /^a?(?:embedding|image_|speech|transcription|moderation|rerank|retrieve|create_batch|list_|delete_|create_file|file_|health|vector_store|search|ocr)/;

const FIELDS = 'inputTokens=prompt_tokens outputTokens=completion_tokens costUsd=response_cost|spend';

function read(row: JsonObject, sink: RecordSink): void {
  if (NOT_A_CALL.test(textOf(row['call_type']) ?? '')) return sink.skip('call that is not text generation');
  const record = newRecord('litellm');
  const metadata = objectOf(unpackJson(row['metadata']));
  set(record, { id: row['id'] ?? row['request_id'] });
  if (!readTime(record, row['startTime']) && row['startTime'] !== 0) readOtherTime(row, record);
  readWho(row, metadata, record);
  readPrompt(row, record);
  readAnswer(row, record);
  if (PASSED_ON.test(textOf(row['call_type']) ?? '') && !isModelCall(row, record))
    return sink.reject('call that the proxy passed on in no known form');
  fill(record, row, FIELDS, { model: row['model'] === 'unknown' ? undefined : row['model'], latencyMs: latency(row) });
  if (row['stream'] === true) record.parameters.stream = true;
  record.status = status(row, metadata);
  noteError(row['error_str'] ?? row['error_information'] ?? metadata['error_information'], record);
  noteGuardrails(row['guardrail_information'] ?? metadata['guardrail_information'], record);
  const headers = objectOf(metadata['requester_custom_headers'] ?? row['requester_custom_headers']);
  noteSession(headers[SESSION_HEADER], record);
  markContent(record);
  if (record.content === 'none' && textOf(metadata['cold_storage_object_key']) !== undefined)
    record.content = 'reference';
  sink.request(record);
}

/** Guardrails that did not let a call pass, by their names. */
function noteGuardrails(value: unknown, record: RequestRecord): void {
  const list: unknown = unpackJson(value);
  for (const item of Array.isArray(list) ? listOf(list) : [list]) {
    const { guardrail_name: name, guardrail_status: verdict } = objectOf(item);
    if (typeof verdict !== 'string' || /^(?:success|passed|allowed|not_run)$/.test(verdict)) continue;
    noteGuardrail(name, verdict, record);
  }
}

/** A call that was passed on has its answer as text in an object of its own. */
function readAnswer(row: JsonObject, record: RequestRecord): void {
  const response: unknown = unpackJson(row['response']);
  if (!readResponseBody(response, record)) readResponseBody(objectOf(response)['response'], record);
}

/** Any API may be behind a path that is passed on: only text or counted tokens tell that it was a model. */
function isModelCall(row: JsonObject, record: RequestRecord): boolean {
  const tokens = (numberOf(row['prompt_tokens']) ?? 0) + (numberOf(row['completion_tokens']) ?? 0);
  return record.messages.length > 0 || record.system !== '' || record.answer !== undefined || tokens > 0;
}

/** Where the start is missing: the end, or the time that whoever passed the record on wrote next to it. */
function readOtherTime(row: JsonObject, record: RequestRecord): void {
  for (const name of ['start_time', 'completionStartTime', 'endTime', 'end_time', 'timestamp', '@timestamp', 'time'])
    if (readTime(record, row[name])) return;
}

function readWho(row: JsonObject, metadata: JsonObject, record: RequestRecord): void {
  const endUser = textOf(metadata['user_api_key_end_user_id']) ?? textOf(row['end_user']);
  chooseAccount(record, {
    key: textOf(metadata['user_api_key_hash']) ?? textOf(row['api_key']) ?? metadata['user_api_key'],
    user: textOf(metadata['user_api_key_user_id']) ?? textOf(row['user']) ?? metadata['user_api_key_user_email'],
    'end-user': endUser,
    project: textOf(metadata['user_api_key_team_id']) ?? row['team_id'],
  });
  setMissingText(record, 'organisation', metadata['user_api_key_org_id'] ?? row['organization_id']);
  setMissingText(record, 'organisation', metadata['user_api_key_team_id'] ?? row['team_id']);
  setMissingText(record, 'endUser', endUser);
  setMissingText(record, 'session', row['session_id'] ?? row['trace_id']);
  setMissingText(record, 'address', row['requester_ip_address'] ?? metadata['requester_ip_address']);
  setMissingText(record, 'userAgent', metadata['user_agent'] ?? taggedAgent(row['request_tags']));
}

const AGENT_TAG = 'User-Agent: ';

function taggedAgent(tags: unknown): string | undefined {
  for (const tag of listOf(unpackJson(tags))) {
    if (typeof tag === 'string' && tag.startsWith(AGENT_TAG)) return tag.slice(AGENT_TAG.length);
  }
  return undefined;
}

/**
 * The prompt is in `messages`; in the database, where prompts are not stored by default, only the body of the
 * client's request may have it. Sampling parameters and tools are next to it.
 */
function readPrompt(row: JsonObject, record: RequestRecord): void {
  const messages = unpackJson(row['messages']);
  const body = unpackJson(row['proxy_server_request']);
  const parameters = objectOf(unpackJson(row['model_parameters']));
  const passed = PASSED_ON.test(textOf(row['call_type']) ?? '') ? passedBody(messages) : undefined;
  if (passed !== undefined) {
    readRequestBody(passed, record);
    return;
  }
  if (typeof messages === 'string' || Array.isArray(messages)) readChat(messages, record);
  else if (isObject(messages) && Object.keys(messages).length > 0) readRequestBody(messages, record);
  if (record.messages.length === 0 && record.system === '') {
    if (isObject(body) && readRequestBody(body, record)) return;
  } else if (record.system === '') {
    readSystem(parameters, record);
  }
  readTools(parameters, record);
  readParameters(parameters, record);
}

/** The body of a call that was passed on: JSON in the text of the only message. */
function passedBody(messages: unknown): JsonObject | undefined {
  const list = listOf(messages);
  const body: unknown = list.length === 1 ? unpackJson(objectOf(list[0])['content']) : undefined;
  return isObject(body) ? body : undefined;
}

/** Anthropic and Responses calls carry their system prompt among the parameters. */
function readSystem(parameters: JsonObject, record: RequestRecord): void {
  const system = parameters['system'] ?? parameters['instructions'];
  if (system !== undefined) readChat([{ role: 'system', content: system }], record);
}

function latency(row: JsonObject): number | undefined {
  const seconds = numberOf(row['response_time']);
  return seconds === undefined ? numberOf(row['request_duration_ms']) : Math.round(seconds * 1000);
}

function status(row: JsonObject, metadata: JsonObject): RequestRecord['status'] {
  const error = objectOf(row['error_information'] ?? metadata['error_information']);
  const word = textOf(row['status']) ?? textOf(metadata['status']);
  if (word === 'failure' || textOf(row['error_str']) !== undefined || textOf(error['error_class']) !== undefined) {
    return error['error_class'] === 'ContentPolicyViolationError' ? 'blocked' : 'error';
  }
  const hit = row['cache_hit'];
  if (hit === true || hit === 'True' || hit === 'true') return 'cached';
  return word === 'success' ? 'ok' : 'unknown';
}
