import { noteError } from '../facts/reading/answer-facts.ts';
import { addDocuments } from '../facts/reading/document-facts.ts';
import { markContent } from '../fields/content.ts';
import { setMissingNumber, setMissingText, setTrace } from '../fields/set-missing.ts';
import { newRecord, type RequestRecord } from '../fields/request.ts';
import type { RecordSink } from '../fields/record-sink.ts';
import { chooseAccount } from '../fields/identity.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import { readTime } from '../fields/time.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import { genai } from './genai.ts';
import { openinference } from './openinference.ts';
import { products } from './products.ts';
import type { Retrieved } from './retrieval.ts';
import type { SpanDialect } from './span-dialect.ts';
import { addContentEvents } from './span-events.ts';
import { vercelAi } from './vercel-ai.ts';

/** Attribute dialects, the most telling first: Vercel spans carry the general attributes as well. */
const SPAN_DIALECTS: readonly SpanDialect[] = [vercelAi, products, openinference, genai];

export function spanDialect(attributes: Attributes): SpanDialect | undefined {
  return SPAN_DIALECTS.find((dialect) => dialect.matches(attributes));
}

/**
 * Reads one span. `resource` are the attributes of the process that sent it, which the span's own go before.
 * `retrieved` is what was found for a call before it. Spans around calls (agents, tools, chains) are passed over: their text is that of the call inside.
 */
export function readSpan(
  span: JsonObject,
  resource: Attributes,
  format: string,
  sink: RecordSink,
  retrieved?: Retrieved,
): void {
  const attributes = { ...resource, ...readAttributes(span['attributes'] ?? span['tags']) };
  addContentEvents(span['events'] ?? span['logs'], attributes);
  // Pydantic AI keeps the events as JSON in an attribute.
  addContentEvents(unpackJson(attributes['events']), attributes);
  const dialect = spanDialect(attributes);
  if (dialect?.isCall(attributes) !== true) return sink.skip('span that is not a model call');
  sink.within(() => ({ ...span, ...attributes, attributes }));
  const record = newRecord(format);
  readSpanTime(span, record);
  dialect.read(attributes, record);
  for (const documents of retrieved?.(span) ?? []) addDocuments(documents, record);
  readSpanCaller(attributes, record);
  setMissingNumber(record, 'costUsd', attributes['llm.cost.total'] ?? attributes['gen_ai.usage.cost']);
  setMissingText(record, 'session', traceOf(span));
  noteTrace(span, record);
  record.status = spanStatus(span, attributes);
  noteError(objectOf(span['status'])['message'], record);
  markSpanContent(attributes, record);
  // Messages that are in log records are those of OTLP.
  if (record.content === 'none' && format === 'otlp') {
    const key = spanKey(span);
    const bare = { ...span, attributes: { ...attributes } };
    if (key !== undefined && sink.piece(format, key, bare)) return;
  }
  sink.request(record);
}

function traceOf(span: JsonObject): string | undefined {
  const { trace_id: inner } = objectOf(span['context']);
  return ['traceId', 'trace_id', 'traceID'].map((name) => textOf(span[name])).find(Boolean) ?? textOf(inner);
}

const spanOf = (span: JsonObject): string | undefined => textOf(span['spanId']) ?? textOf(span['span_id']);

/** Where the span is shown: its id is written in as many ways as that of its trace. */
function noteTrace(span: JsonObject, record: RequestRecord): void {
  const { span_id: inner } = objectOf(span['context']);
  const names = ['spanID', 'context.span_id', 'joinedSpan'];
  const own = spanOf(span) ?? names.map((name) => textOf(span[name])).find(Boolean) ?? inner;
  setTrace(record, traceOf(span) ?? span['context.trace_id'], own);
}

/** Joins a span with the log records of its messages. */
export function spanKey(value: JsonObject): string | undefined {
  const trace = traceOf(value);
  const span = spanOf(value);
  return trace === undefined || span === undefined ? undefined : `${trace}/${span}`;
}

/** Start and end, or a duration in microseconds as Jaeger writes it. */
function readSpanTime(span: JsonObject, record: RequestRecord): void {
  const find = (which: 'start' | 'end'): unknown =>
    plainTime(
      [`${which}TimeUnixNano`, `${which}_time_unix_nano`, `${which}_time`, `${which}Time`]
        .map((name) => span[name])
        .find((value) => value !== undefined && value !== null),
    );
  readTime(record, find('start'));
  const end = newRecord('');
  if (record.time !== undefined && readTime(end, find('end'))) {
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  } else if (span['operationName'] !== undefined) {
    const duration = numberOf(span['duration']);
    if (duration !== undefined) setMissingNumber(record, 'latencyMs', Math.round(duration / 1e3));
  }
}

/** Exporters in JavaScript keep seconds and nanoseconds apart: `[1777881600, 100000000]`. */
function plainTime(time: unknown): unknown {
  const [seconds, nanoseconds] = listOf(time).map(numberOf);
  return seconds === undefined || nanoseconds === undefined ? time : seconds * 1000 + Math.floor(nanoseconds / 1e6);
}

/** Names of the caller's own making come in many spellings; these are the documented and common ones. */
const CALLER = {
  key: ['api_key_hash', 'user_api_key_hash', 'gen_ai.api_key.id'],
  user: ['user.id', 'user_id', 'userId', 'user.email', 'langfuse.user.id'],
  endUser: ['enduser.id', 'end_user_id'],
  project: ['service.name'],
  organisation: ['organization.id', 'organization_id', 'org_id', 'tenant_id', 'team_id'],
  session: ['gen_ai.conversation.id', 'session.id', 'session_id', 'sessionId', 'langfuse.session.id'],
  address: ['client.address', 'client_ip', 'http.client_ip'],
  userAgent: ['user_agent.original', 'http.user_agent', 'ai.request.headers.user-agent'],
} as const;

/** Each name as an attribute, as an association of Traceloop, as metadata of Vercel's SDK, and inside the metadata. */
const spelled = (names: readonly string[]): readonly (readonly [string, string, string, string])[] =>
  names.map((name) => [name, `traceloop.association.properties.${name}`, `ai.telemetry.metadata.${name}`, name]);

const SPELLINGS = Object.fromEntries(Object.entries(CALLER).map(([field, names]) => [field, spelled(names)])) as Record<
  keyof typeof CALLER,
  ReturnType<typeof spelled>
>;

export function readSpanCaller(attributes: Attributes, record: RequestRecord): void {
  const metadata = objectOf(unpackJson(attributes['metadata']));
  const find = (field: keyof typeof CALLER): unknown => {
    for (const [plain, traceloop, vercel, inside] of SPELLINGS[field]) {
      for (const value of [attributes[plain], attributes[traceloop], attributes[vercel], metadata[inside]])
        if (value !== undefined && value !== null && value !== '') return value;
    }
    return undefined;
  };
  const endUser = find('endUser');
  chooseAccount(record, {
    key: find('key'),
    user: find('user'),
    'end-user': endUser ?? record.endUser,
    project: find('project'),
  });
  setMissingText(record, 'endUser', endUser);
  setMissingText(record, 'organisation', find('organisation'));
  setMissingText(record, 'session', find('session'));
  setMissingText(record, 'address', find('address'));
  setMissingText(record, 'userAgent', find('userAgent'));
}

function spanStatus(span: JsonObject, attributes: Attributes): RequestRecord['status'] {
  const { code: number, status_code: word } = objectOf(span['status']);
  const code = number ?? word ?? span['status_code'];
  if (
    code === 2 ||
    code === 'STATUS_CODE_ERROR' ||
    code === 'ERROR' ||
    attributes['error.type'] !== undefined ||
    attributes['error'] === true
  )
    return 'error';
  return 'ok';
}

function markSpanContent(attributes: Attributes, record: RequestRecord): void {
  markContent(record);
  if (attributes['gen_ai.input.messages_ref'] !== undefined) record.content = 'reference';
  // A limit on the length of attributes leaves JSON that ends in the middle.
  const messages = attributes['gen_ai.input.messages'] ?? attributes['ai.prompt.messages'];
  if (typeof messages === 'string' && messages.startsWith('[') && typeof unpackJson(messages) === 'string') {
    record.content = 'truncated';
  }
}
