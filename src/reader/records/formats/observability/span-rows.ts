import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { type Attributes, readAttributes } from '../../spans/attributes.ts';
import { readSpan, spanDialect } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';

/** Spans as Application Insights keeps them, a row each, with their attributes among its dimensions. */
export const appInsights: Format = {
  name: 'app-insights',
  facts:
    'documentation | time account address system messages answer tokens status | Azure Application Insights: dependencies and requests with the attributes of OpenTelemetry',
  matches: (value) => spanDialect(readAttributes(dimensionsOf(value))) !== undefined,
  read: (row, sink) => {
    const who = {
      'user.id': firstText(row, ['user_AuthenticatedId', 'UserAuthenticatedId', 'user_Id', 'UserId']),
      'client.address': firstText(row, ['client_IP', 'ClientIP']),
    };
    const start_time = firstText(row, ['timestamp', 'TimeGenerated', 'time']);
    const trace_id = firstText(row, ['operation_Id', 'OperationId']);
    const success = row['success'] ?? row['Success'];
    const failed = success === false || /^false$/i.test(textOf(success) ?? '');
    const span = {
      ...row,
      attributes: dimensionsOf(row),
      start_time,
      trace_id,
      ...(failed && { status: { code: 2 } }),
    };
    readSpan(span, known(who), 'app-insights', sink);
  },
};

function dimensionsOf(row: JsonObject): unknown {
  return unpackJson(row['customDimensions'] ?? row['Properties']);
}

function firstText(row: JsonObject, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(row[name])).find(Boolean);
}

/** What is not known is no attribute. */
function known(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** Transactions of Sentry: what a model was called for is among their spans. */
export const sentry: Format = {
  name: 'sentry',
  facts:
    'documentation | time account address messages answer tokens status | Sentry: transactions with spans of AI agents',
  matches: (value) => typeof value['event_id'] === 'string' && listOf(value['spans']).some(isModelSpan),
  read: (event, sink) => {
    const { id, email, username, ip_address: address } = objectOf(event['user']);
    const who = known({ 'user.id': id ?? email ?? username, 'client.address': address });
    for (const span of listOf(event['spans']).filter(isObject)) readSentrySpan(span, who, sink);
  },
};

function isModelSpan(span: unknown): boolean {
  return /^(?:gen_ai|ai)\./.test(textOf(objectOf(span)['op']) ?? '');
}

function readSentrySpan(span: JsonObject, who: Attributes, sink: RecordSink): void {
  const data = objectOf(span['data']);
  const said = listOf(unpackJson(data['gen_ai.response.text'])).map((text) => textOf(text) ?? '');
  const attributes = {
    'gen_ai.input.messages': data['gen_ai.request.messages'],
    ...(said.length > 0 && {
      'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: said.join('\n') }] }],
    }),
    ...data,
  };
  const times = { start_time: secondsOf(span['start_timestamp']), end_time: secondsOf(span['timestamp']) };
  const failed = /error/.test(textOf(span['status']) ?? '');
  readSpan({ ...span, ...times, attributes, status: { code: failed ? 2 : 1 } }, who, 'sentry', sink);
}

function secondsOf(time: unknown): unknown {
  return numberOf(time) ?? time;
}
