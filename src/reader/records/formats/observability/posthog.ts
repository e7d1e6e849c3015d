import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Events of PostHog: batch exports, its API and downloads of its queries. Calls are events `$ai_generation`; their properties are an
 * object, JSON in a string, or columns of their own.
 */
export const posthog: Format = {
  name: 'posthog',
  facts: {
    title: 'PostHog: events of LLM analytics',
    gives: [
      'time',
      'account',
      'address',
      'agent',
      'system',
      'messages',
      'tools',
      'parameters',
      'answer',
      'tokens',
      'cost',
      'status',
    ],
    source: 'documentation',
  },
  matches: (value) =>
    (textOf(value['event'])?.startsWith('$') === true && value['properties'] !== undefined) ||
    value[`${FLAT}$ai_model`] !== undefined,
  read,
};

/** Start of the columns that hold properties in a download. */
const FLAT = 'properties.';

function propertiesOf(event: JsonObject): JsonObject {
  const whole = unpackJson(event['properties']);
  if (isObject(whole)) return whole;
  const flat = Object.entries(event).filter(([name]) => name.startsWith(FLAT));
  return Object.fromEntries(flat.map(([name, item]) => [name.slice(FLAT.length), item]));
}

function read(event: JsonObject, sink: RecordSink): void {
  const properties = propertiesOf(event);
  if ((event['event'] ?? '$ai_generation') !== '$ai_generation') {
    sink.skip('event that is not a model call');
    return;
  }
  sink.within(() => ({ ...event, ...properties, properties }));
  const record = newRecord('posthog');
  readTime(record, event['timestamp'] ?? properties['timestamp'] ?? event['created_at']);
  readAnyPrompt(properties['$ai_input'], record);
  readAnyAnswer(properties['$ai_output_choices'] ?? properties['$ai_output'], record);
  readTools({ tools: unpackJson(properties['$ai_tools']) }, record);
  readParameters(
    {
      temperature: properties['$ai_temperature'],
      max_tokens: properties['$ai_max_tokens'],
      stream: properties['$ai_stream'],
      ...objectOf(unpackJson(properties['$ai_model_parameters'])),
    },
    record,
  );
  readSender(event, properties, record);
  setMissingText(record, 'id', properties['$ai_span_id'] ?? properties['$ai_generation_id'] ?? event['uuid']);
  setMissingText(record, 'session', properties['$ai_session_id'] ?? properties['$ai_trace_id']);
  setMissingText(record, 'model', properties['$ai_model']);
  setMissingNumber(record, 'inputTokens', inputTokens(properties));
  setMissingNumber(record, 'outputTokens', properties['$ai_output_tokens']);
  setMissingNumber(record, 'costUsd', properties['$ai_total_cost_usd']);
  const seconds = numberOf(properties['$ai_latency']);
  if (seconds !== undefined) setMissingNumber(record, 'latencyMs', Math.round(seconds * 1000));
  record.status = statusOf(properties);
  markContent(record);
  sink.request(record);
}

/** Where a program names nobody, its library puts the trace in the place of the person and says that this is no person. */
function readSender(event: JsonObject, properties: JsonObject, record: RequestRecord): void {
  const person = event['distinct_id'] ?? properties['distinct_id'];
  const isPerson = properties['$process_person_profile'];
  const isTrace = (isPerson === false || isPerson === 'false') && person === properties['$ai_trace_id'];
  if (!isTrace) chooseAccount(record, { user: person });
  setMissingText(record, 'organisation', Object.values(objectOf(unpackJson(properties['$groups'])))[0]);
  setMissingText(record, 'address', properties['$ip'] ?? event['ip']);
  setMissingText(record, 'userAgent', properties['$raw_user_agent']);
}

/** Counts are those of the provider: Anthropic leaves out what it had in a cache. */
function inputTokens(properties: JsonObject): number | undefined {
  const counted = numberOf(properties['$ai_input_tokens']);
  if (counted === undefined || properties['$ai_provider'] !== 'anthropic') return counted;
  const cached = ['$ai_cache_read_input_tokens', '$ai_cache_creation_input_tokens'];
  return cached.reduce((sum, name) => sum + (numberOf(properties[name]) ?? 0), counted);
}

function statusOf(properties: JsonObject): RequestRecord['status'] {
  const code = numberOf(properties['$ai_http_status']) ?? 0;
  const failed = properties['$ai_is_error'];
  if (failed === true || failed === 'true' || code >= 400) return 'error';
  return code >= 100 || properties['$ai_output_choices'] !== undefined ? 'ok' : 'unknown';
}
