import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Spans of Datadog LLM Observability: as programs send them, `{"data":{"attributes":{"ml_app":...,"spans":[...]}}}`, and as its API
 * gives them back, each with its fields in `attributes`.
 */
export const datadog: Format = {
  name: 'datadog',
  facts: {
    title: 'Datadog LLM Observability: spans as sent and as exported',
    gives: ['time', 'account', 'address', 'system', 'messages', 'tools', 'parameters', 'answer', 'tokens', 'status'],
    source: 'documentation',
  },
  matches: (value) => batchOf(value) !== undefined || isExported(value) || isSpan(value),
  read: (value, sink) => {
    const batch = batchOf(value);
    if (batch === undefined) readSpan(isSpan(value) ? value : objectOf(value['attributes']), {}, sink);
    else for (const span of listOf(batch['spans']).filter(isObject)) readSpan(span, batch, sink);
  },
};

function batchOf(value: JsonObject): JsonObject | undefined {
  const sent = objectOf(objectOf(value['data'])['attributes']);
  return [sent, value].find((batch) => batch['ml_app'] !== undefined && Array.isArray(batch['spans']));
}

function isExported(value: JsonObject): boolean {
  const attributes = objectOf(value['attributes']);
  return attributes['ml_app'] !== undefined && attributes['span_kind'] !== undefined;
}

function isSpan(value: JsonObject): boolean {
  return kindOf(value) !== undefined && value['start_ns'] !== undefined;
}

function kindOf(span: JsonObject): unknown {
  const meta = objectOf(span['meta']);
  return span['span_kind'] ?? meta['kind'] ?? meta['span.kind'];
}

/** @param batch what is said once of all spans that were sent together */
function readSpan(span: JsonObject, batch: JsonObject, sink: RecordSink): void {
  if (kindOf(span) !== 'llm') {
    sink.skip('span that is not a model call');
    return;
  }
  const about = { ...span, ...objectOf(span['meta']) };
  const tags = { ...tagsOf(batch['tags']), ...tagsOf(span['tags']) };
  sink.within(() => ({ ...about, ...tags, tags }));
  const record = newRecord('datadog');
  readTime(record, span['start_ns'] ?? span['start_ms']);
  readAnyPrompt(saidIn(about['input']), record);
  readAnyAnswer(saidIn(about['output']), record);
  const metadata = objectOf(about['metadata']);
  readTools({ tools: about['tool_definitions'] ?? metadata['tools'] }, record);
  readParameters(metadata, record);
  readSender(tags, record);
  setMissingText(record, 'id', span['span_id']);
  setMissingText(record, 'session', span['session_id'] ?? batch['session_id'] ?? tags['session_id']);
  setMissingText(record, 'model', about['model_name'] ?? metadata['model_name']);
  const metrics = objectOf(span['metrics']);
  setMissingNumber(record, 'inputTokens', metrics['input_tokens']);
  setMissingNumber(record, 'outputTokens', metrics['output_tokens']);
  const ns = numberOf(span['duration']);
  if (ns !== undefined) setMissingNumber(record, 'latencyMs', Math.round(ns / 1e6));
  const isFailed =
    span['status'] === 'error' || about['error'] === 1 || textOf(objectOf(about['error'])['message']) !== undefined;
  record.status = isFailed ? 'error' : 'ok';
  markContent(record);
  sink.request(record);
}

/** Messages, or a value where a program gave no messages. */
function saidIn(side: unknown): unknown {
  const { messages, value, text } = objectOf(side);
  return listOf(messages).length > 0 ? messages : (value ?? text);
}

function readSender(tags: JsonObject, record: RequestRecord): void {
  chooseAccount(record, {
    user: ['user_id', 'user.id', 'usr.id', 'user_handle', 'customer_id', 'user']
      .map((name) => tags[name])
      .find(Boolean),
    project: tags['ml_app'] ?? tags['service'],
  });
  setMissingText(record, 'organisation', tags['org_id'] ?? tags['organization_id'] ?? tags['tenant']);
  setMissingText(record, 'address', tags['client_ip'] ?? tags['network.client.ip']);
}

/** Tags are `name:value` in a list, or an object. */
function tagsOf(tags: unknown): JsonObject {
  if (!Array.isArray(tags)) return objectOf(tags);
  const pairs = tags
    .filter((tag) => typeof tag === 'string')
    .map((tag): [string, string] => {
      const colon = tag.indexOf(':');
      return [tag.slice(0, colon), tag.slice(colon + 1)];
    });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
