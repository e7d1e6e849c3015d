import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { anyValue, type Attributes, readAttributes } from '../../spans/attributes.ts';
import { rawRequest } from '../general/raw-api.ts';
import { retrievedIn } from '../../spans/retrieval.ts';
import { readSpan, readSpanCaller, spanDialect, spanKey } from '../../spans/read-span.ts';
import { addChoice } from '../../spans/span-events.ts';
import { fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/** OTLP/JSON traces, as the Collector's file exporter and Tempo write them: many spans a line. */
export const otlpTraces: Format = {
  name: 'otlp',
  facts:
    'recorded logs | time account address system messages tools parameters answer tokens cost status | OpenTelemetry traces (OTLP/JSON): OTel GenAI, OpenInference, OpenLLMetry/Traceloop, Vercel AI SDK',
  matches: (value) => batchesOf(value) !== undefined,
  read: readTraces,
  join: joinSpan,
};

/** OTLP/JSON log records: messages of calls, joined with their span, and the events of coding agents. */
export const otlpLogs: Format = {
  name: 'otlp-logs',
  facts: 'recorded logs | time account tokens cost status | OpenTelemetry logs (OTLP/JSON)',
  matches: (value) => Array.isArray(value['resourceLogs'] ?? value['resource_logs']),
  read: readLogs,
};

/** A span on its own: an OTLP span without its wrapping, a Phoenix span, or a flat map of attributes. */
export const otelSpan: Format = {
  name: 'otel-span',
  facts:
    'recorded logs | time account system messages tools parameters answer tokens cost status | OpenTelemetry spans of other exports: Phoenix, Jaeger, Zipkin, consoles, and the attributes of Langfuse and MLflow',
  // A client may write anything into the body of a call, which must not make it another span.
  matches: (value) => isSpan(value) && !rawRequest.matches(value),
  read: (value, sink) => readSpan(withAttributes(value), {}, 'otel-span', sink),
};

const isSpan = (value: JsonObject): boolean =>
  (value['attributes'] !== undefined && spanDialect(readAttributes(value['attributes'])) !== undefined) ||
  value['gen_ai.operation.name'] !== undefined ||
  value['openinference.span.kind'] !== undefined ||
  typeof value['ai.operationId'] === 'string' ||
  value[`${FLAT}openinference.span.kind`] !== undefined;

/** Start of the columns that hold attributes in a table of spans, as Phoenix makes one. */
const FLAT = 'attributes.';

/** A span whose attributes are in one object, whatever form they have in the log. */
function withAttributes(value: JsonObject): JsonObject {
  if (value['attributes'] !== undefined) return value;
  const flat = Object.entries(value).filter(([name]) => name.startsWith(FLAT));
  if (flat.length === 0) return { ...value, attributes: value };
  const attributes = Object.fromEntries(flat.map(([name, item]) => [name.slice(FLAT.length), item]));
  return { ...value, traceId: value['context.trace_id'], attributes };
}

/** A span as Zipkin gives it: attributes are tags, which are texts, and times are in microseconds. */
export const zipkinSpan: Format = {
  name: 'otel-span',
  facts: otelSpan.facts,
  matches: (value) =>
    isObject(value['localEndpoint']) && typeof value['traceId'] === 'string' && value['timestamp'] !== undefined,
  read: (value, sink) => {
    const { serviceName } = objectOf(value['localEndpoint']);
    const { name, timestamp, id, duration, traceId, parentId } = value;
    const tags = objectOf(value['tags']);
    const status = tags['error'] === undefined ? {} : { code: 2 };
    const span = { traceId, parentSpanId: parentId, operationName: name, startTime: timestamp, duration, status };
    readSpan({ ...span, spanId: id, attributes: tags }, { 'service.name': serviceName }, 'otel-span', sink);
  },
};

/** A trace as Jaeger's interface gives it: spans with tags, and what sent them beside. */
export const jaegerTrace: Format = {
  name: 'otel-span',
  facts: otelSpan.facts,
  matches: (value) => Array.isArray(value['spans']) && isObject(value['processes']),
  read: (value, sink) => {
    const processes = objectOf(value['processes']);
    const spans = listOf(value['spans']).filter(isObject);
    const retrieved = retrievedIn(spans);
    for (const span of spans) {
      const { serviceName, tags } = objectOf(processes[textOf(span['processID']) ?? '']);
      readSpan(span, { 'service.name': serviceName, ...readAttributes(tags) }, 'otel-span', sink, retrieved);
    }
  },
};

function batchesOf(value: JsonObject): readonly unknown[] | undefined {
  const batches =
    value['resourceSpans'] ?? value['resource_spans'] ?? objectOf(value['trace'])['resourceSpans'] ?? value['batches'];
  return Array.isArray(batches) ? batches : undefined;
}

function readTraces(value: JsonObject, sink: RecordSink): void {
  const batches = listOf(batchesOf(value)).map((batch) => {
    const { resource, scopeSpans, scope_spans: snake, instrumentationLibrarySpans } = objectOf(batch);
    const scopes = listOf(scopeSpans ?? snake ?? instrumentationLibrarySpans);
    return { resource, spans: scopes.flatMap((scope) => listOf(objectOf(scope)['spans']).filter(isObject)) };
  });
  const all = batches.flatMap(({ spans }) => spans);
  const retrieved = retrievedIn(all);
  for (const { resource, spans } of batches) {
    const shared = readAttributes(objectOf(resource)['attributes']);
    for (const span of spans) readSpan(span, shared, 'otlp', sink, retrieved);
  }
  if (all.length === 0) sink.skip('batch of a collector with nothing in it');
}

function readLogs(value: JsonObject, sink: RecordSink): void {
  let isEmpty = true;
  for (const batch of listOf(value['resourceLogs'] ?? value['resource_logs'])) {
    const { resource, scopeLogs, scope_logs: snake } = objectOf(batch);
    const shared = readAttributes(objectOf(resource)['attributes']);
    for (const scope of listOf(scopeLogs ?? snake)) {
      const { logRecords, log_records: records } = objectOf(scope);
      for (const log of listOf(logRecords ?? records).filter(isObject)) {
        isEmpty = false;
        readLog(log, shared, sink);
      }
    }
  }
  if (isEmpty) sink.skip('batch of a collector with nothing in it');
}

function readLog(log: JsonObject, resource: Attributes, sink: RecordSink): void {
  const attributes = { ...resource, ...readAttributes(log['attributes']) };
  const body = anyValue(log['body']);
  const name = textOf(log['eventName'] ?? log['event_name']) ?? textOf(attributes['event.name']) ?? textOf(body) ?? '';
  const key = spanKey(log);
  if (name.startsWith('gen_ai.')) {
    const message = {
      traceId: log['traceId'],
      spanId: log['spanId'],
      event: name,
      time: timeOf(log),
      body,
      attributes,
    };
    if (key === undefined || !sink.piece('otlp', key, message)) joinSpan([message], sink);
  } else if (name.endsWith('.api_request') || name.endsWith('.api_error')) {
    readAgentCall(log, name, attributes, sink);
  } else {
    sink.skip('log record that is not a model call');
  }
}

function timeOf(log: JsonObject): unknown {
  const { timeUnixNano, time_unix_nano: snake, observedTimeUnixNano } = log;
  return [timeUnixNano, snake, observedTimeUnixNano].find((time) => (numberOf(time) ?? 0) > 0);
}

const FIELDS = 'model=model inputTokens=input_tokens outputTokens=output_tokens latencyMs=duration_ms costUsd=cost_usd';

/** `claude_code.api_request` and its like: model, tokens and person, no text. */
function readAgentCall(log: JsonObject, name: string, attributes: Attributes, sink: RecordSink): void {
  sink.within(() => ({ ...log, ...attributes, attributes }));
  const record = newRecord('otlp-logs');
  fill(record, attributes, FIELDS, { time: timeOf(log) });
  readSpanCaller(attributes, record);
  record.status = name.endsWith('_error') ? 'error' : 'ok';
  sink.request(record);
}

/** Puts a span without text and the log records of its messages together. Either may be missing. */
function joinSpan(pieces: readonly JsonObject[], sink: RecordSink): void {
  const span = pieces.find((piece) => piece['event'] === undefined);
  const events = pieces.filter((piece) => piece['event'] !== undefined);
  const attributes = { ...objectOf(events[0]?.['attributes']), ...objectOf(span?.['attributes']) };
  const messages: JsonObject[] = [];
  for (const { event, body, attributes: own } of events) {
    const role = MESSAGE_EVENT.exec(textOf(event) ?? '')?.[1];
    if (role !== undefined) messages.push({ role, ...objectOf(body) });
    else if (event === 'gen_ai.choice') addChoice(objectOf(body), attributes);
    else Object.assign(attributes, own);
  }
  if (messages.length > 0) attributes['gen_ai.input.messages'] = messages;
  if (span === undefined && attributes['gen_ai.input.messages'] === undefined) return;
  const first = events[0]?.['time'];
  const whole = span ?? { traceId: events[0]?.['traceId'], startTimeUnixNano: first };
  const origin = span ?? events[0];
  if (origin !== undefined) sink.at(origin);
  // No span id: the joined span is read at once.
  readSpan(
    {
      ...whole,
      spanId: undefined,
      joinedSpan: span?.['spanId'],
      attributes: { 'gen_ai.operation.name': 'chat', ...attributes },
    },
    {},
    'otlp',
    sink,
  );
}

const MESSAGE_EVENT = /^gen_ai\.(system|user|assistant|tool)\.message$/;
