import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Events of PostHog: batch exports, its API and downloads of its queries. Calls are events `$ai_generation`; their properties are an
 * object, JSON in a string, or columns of their own.
 */
export const posthog: Format = {
  name: 'posthog',
  facts:
    'documentation | time account address agent system messages tools parameters answer tokens cost status | PostHog: events of LLM analytics',
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

const FIELDS = `session=$ai_session_id|$ai_trace_id model=$ai_model outputTokens=$ai_output_tokens
  costUsd=$ai_total_cost_usd latencyS=$ai_latency`;

function read(event: JsonObject, sink: RecordSink): void {
  const properties = propertiesOf(event);
  if ((event['event'] ?? '$ai_generation') !== '$ai_generation') return sink.skip('event that is not a model call');
  sink.within(() => ({ ...event, ...properties, properties }));
  const record = newRecord('posthog');
  set(record, { time: event['timestamp'] ?? properties['timestamp'] ?? event['created_at'] });
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
  fill(record, properties, FIELDS, {
    id: properties['$ai_span_id'] ?? properties['$ai_generation_id'] ?? event['uuid'],
    inputTokens: inputTokens(properties),
  });
  record.status = statusOf(properties);
  emit(record, sink);
}

/** Where a program names nobody, its library puts the trace in the place of the person and says that this is no person. */
function readSender(event: JsonObject, properties: JsonObject, record: RequestRecord): void {
  const person = event['distinct_id'] ?? properties['distinct_id'];
  const isPerson = properties['$process_person_profile'];
  const isTrace = (isPerson === false || isPerson === 'false') && person === properties['$ai_trace_id'];
  if (!isTrace) chooseAccount(record, { user: person });
  set(record, {
    organisation: Object.values(objectOf(unpackJson(properties['$groups'])))[0],
    address: properties['$ip'] ?? event['ip'],
    userAgent: properties['$raw_user_agent'],
  });
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
