import { markContent } from '../content.ts';
import { fillNumber, fillText } from '../fill.ts';
import { newRecord, type RecordSink } from '../format.ts';
import { chooseAccount } from '../identity.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { millisecondsOf, readTime } from '../time.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import { genai } from './genai.ts';
import { openinference } from './openinference.ts';
import type { SpanDialect } from './span-dialect.ts';
import { vercelAi } from './vercel-ai.ts';

/** Attribute dialects, the most telling first: Vercel spans carry the general attributes as well. */
export const SPAN_DIALECTS: readonly SpanDialect[] = [vercelAi, openinference, genai];

export function spanDialect(attributes: Attributes): SpanDialect | undefined {
  return SPAN_DIALECTS.find((dialect) => dialect.matches(attributes));
}

/**
 * Reads one span. `resource` are the attributes of the process that sent it, which the span's own go before.
 * Spans around calls (agents, tools, chains) are passed over: their text is that of the call inside.
 */
export function readSpan(span: JsonObject, resource: Attributes, format: string, sink: RecordSink): void {
  const attributes = { ...resource, ...readAttributes(span['attributes']) };
  for (const event of listOf(span['events'])) addContentEvent(objectOf(event), attributes);
  const dialect = spanDialect(attributes);
  if (dialect?.isCall(attributes) !== true) {
    sink.skip('span that is not a model call');
    return;
  }
  sink.within(() => ({ ...span, ...attributes, attributes }));
  const record = newRecord(format);
  readSpanTime(span, record);
  dialect.read(attributes, record);
  readSpanCaller(attributes, record);
  fillNumber(record, 'costUsd', attributes['llm.cost.total'] ?? attributes['gen_ai.usage.cost']);
  fillText(record, 'session', span['traceId']);
  record.status = spanStatus(span, attributes);
  markSpanContent(attributes, record);
  if (record.content === 'none') {
    const key = spanKey(span);
    const bare = { ...span, attributes: { ...attributes } };
    if (key !== undefined && sink.piece(format, key, bare)) return;
  }
  sink.request(record);
}

/** Joins a span with the log records of its messages. */
export function spanKey(value: JsonObject): string | undefined {
  const [trace, span] = [textOf(value['traceId']), textOf(value['spanId'])];
  return trace === undefined || span === undefined ? undefined : `${trace}/${span}`;
}

/** Some instrumentations write the messages into an event of the span. */
function addContentEvent(event: JsonObject, attributes: Record<string, unknown>): void {
  const name = textOf(event['name']) ?? '';
  if (name.startsWith('gen_ai.')) Object.assign(attributes, readAttributes(event['attributes']));
}

function readSpanTime(span: JsonObject, record: RequestRecord): void {
  const start = span['startTimeUnixNano'] ?? span['start_time'] ?? span['startTime'];
  const end = span['endTimeUnixNano'] ?? span['end_time'] ?? span['endTime'];
  readTime(record, start);
  const [from, to] = [numberOf(start), numberOf(end)];
  if (from === undefined || to === undefined) return;
  const [startMs, endMs] = [millisecondsOf(from), millisecondsOf(to)];
  if (startMs !== undefined && endMs !== undefined) fillNumber(record, 'latencyMs', endMs - startMs);
}

/** Names of the caller's own making come in many spellings; these are the documented and common ones. */
export function readSpanCaller(attributes: Attributes, record: RequestRecord): void {
  const metadata = objectOf(unpackJson(attributes['metadata']));
  const find = (...names: string[]): unknown => {
    const spellings = names.flatMap((name) => [
      attributes[name],
      attributes[`traceloop.association.properties.${name}`],
      attributes[`ai.telemetry.metadata.${name}`],
      metadata[name],
    ]);
    return spellings.find((value) => value !== undefined && value !== null && value !== '');
  };
  const endUser = find('enduser.id', 'end_user_id');
  chooseAccount(record, {
    key: find('api_key_hash', 'user_api_key_hash', 'gen_ai.api_key.id'),
    user: find('user.id', 'user_id', 'userId', 'user.email'),
    'end-user': endUser ?? record.endUser,
    project: find('service.name'),
  });
  fillText(record, 'endUser', endUser);
  fillText(record, 'organisation', find('organization.id', 'organization_id', 'org_id', 'tenant_id', 'team_id'));
  fillText(record, 'session', find('gen_ai.conversation.id', 'session.id', 'session_id', 'sessionId'));
  fillText(record, 'address', find('client.address', 'client_ip', 'http.client_ip'));
  fillText(record, 'userAgent', find('user_agent.original', 'http.user_agent', 'ai.request.headers.user-agent'));
}

function spanStatus(span: JsonObject, attributes: Attributes): RequestRecord['status'] {
  const code = objectOf(span['status'])['code'] ?? span['status_code'];
  if (code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR' || attributes['error.type'] !== undefined)
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
