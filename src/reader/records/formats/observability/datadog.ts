import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Spans of Datadog LLM Observability: as programs send them, `{"data":{"attributes":{"ml_app":...,"spans":[...]}}}`, and as its API
 * gives them back, each with its fields in `attributes`.
 */
export const datadog: Format = {
  name: 'datadog',
  facts:
    'documentation | time account address system messages tools parameters answer tokens status | Datadog LLM Observability: spans as sent and as exported',
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

const FIELDS = 'id=span_id inputTokens=metrics/input_tokens outputTokens=metrics/output_tokens latencyNs=duration';

/** @param batch what is said once of all spans that were sent together */
function readSpan(span: JsonObject, batch: JsonObject, sink: RecordSink): void {
  if (kindOf(span) !== 'llm') return sink.skip('span that is not a model call');
  const about = { ...span, ...objectOf(span['meta']) };
  const tags = { ...tagsOf(batch['tags']), ...tagsOf(span['tags']) };
  sink.within(() => ({ ...about, ...tags, tags }));
  const record = newRecord('datadog');
  set(record, { time: span['start_ns'] ?? span['start_ms'] });
  readAnyPrompt(saidIn(about['input']), record);
  readAnyAnswer(saidIn(about['output']), record);
  const metadata = objectOf(about['metadata']);
  readTools({ tools: about['tool_definitions'] ?? metadata['tools'] }, record);
  readParameters(metadata, record);
  readSender(tags, record);

  fill(record, span, FIELDS, {
    session: span['session_id'] ?? batch['session_id'] ?? tags['session_id'],
    model: about['model_name'] ?? metadata['model_name'],
  });
  const isFailed =
    span['status'] === 'error' || about['error'] === 1 || textOf(objectOf(about['error'])['message']) !== undefined;
  record.status = isFailed ? 'error' : 'ok';
  emit(record, sink);
}

/** Messages, or a value where a program gave no messages. */
function saidIn(side: unknown): unknown {
  const { messages, value, text } = objectOf(side);
  return listOf(messages).length > 0 ? messages : (value ?? text);
}

const SENDER_FIELDS = `project=ml_app|service organisation=org_id|organization_id|tenant
  address=client_ip|network.client.ip`;

function readSender(tags: JsonObject, record: RequestRecord): void {
  fill(record, tags, SENDER_FIELDS, {
    user: ['user_id', 'user.id', 'usr.id', 'user_handle', 'customer_id', 'user']
      .map((name) => tags[name])
      .find(Boolean),
  });
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
