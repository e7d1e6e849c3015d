import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readSpan } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';

/** Traces of MLflow: what is known of the trace, and its spans, in either version. */
export const mlflow: Format = {
  name: 'mlflow',
  facts: 'documentation | time account system messages parameters answer tokens cost status | MLflow traces',
  matches: (value) => isObject(value['info']) && spansOf(value).some(isMlflowSpan),
  read,
};

function spansOf(value: JsonObject): JsonObject[] {
  return listOf(objectOf(unpackJson(value['data']))['spans'] ?? value['spans']).filter(isObject);
}

const isMlflowSpan = (span: JsonObject): boolean =>
  'span_type' in span || objectOf(span['attributes'])['mlflow.spanType'] !== undefined;

function read(value: JsonObject, sink: RecordSink): void {
  const info = objectOf(value['info']);
  const metadata = objectOf(info['trace_metadata'] ?? info['request_metadata']);
  const who = {
    // The gateway knows who has signed in; an application says whom it serves.
    'user.id':
      metadata['mlflow.auth.username'] ??
      metadata['mlflow.auth.userId'] ??
      metadata['mlflow.trace.user'] ??
      objectOf(info['tags'])['mlflow.user'],
    'session.id': metadata['mlflow.trace.session'],
  };
  const spans = spansOf(value);
  if (/embed/i.test(textOf(metadata['mlflow.gateway.requestType']) ?? ''))
    return sink.skip('call that is not text generation');
  const isOfGateway = metadata['mlflow.gateway.endpointId'] !== undefined;
  const gateway = isOfGateway ? gatewayCall(spans.map(plainSpan)) : undefined;
  if (gateway !== undefined) readSpan(gateway, who, 'mlflow', sink);
  else for (const span of spans) readSpan(plainSpan(span), who, 'mlflow', sink);
}

/**
 * A trace of MLflow's gateway is one call: its outer span has what went in and out, and a span inside of it, which has neither, the
 * model and the tokens of the provider. Where several providers were tried, the last one counts.
 */
function gatewayCall(spans: readonly JsonObject[]): JsonObject | undefined {
  const outer = spans.find((span) => !textOf(span['parent_span_id']) && attributeOf(span, INPUTS) !== undefined);
  const calls = spans.filter((span) => span !== outer && attributeOf(span, 'mlflow.llm.model') !== undefined);
  if (outer === undefined || calls.some((span) => attributeOf(span, INPUTS) !== undefined)) return undefined;
  const inner = calls.at(-1);
  if (inner === undefined) return undefined;
  return { ...outer, attributes: { ...objectOf(outer['attributes']), ...objectOf(inner['attributes']) } };
}

const INPUTS = 'mlflow.spanInputs';

const attributeOf = (span: JsonObject, name: string): unknown => objectOf(span['attributes'])[name];

/** The older version has what went in and out next to the attributes. */
function plainSpan(span: JsonObject): JsonObject {
  const { trace_id: trace, request_id: request, span_id: id } = objectOf(span['context']);
  const own = {
    'mlflow.spanType': span['span_type'],
    'mlflow.spanInputs': span['inputs'],
    'mlflow.spanOutputs': span['outputs'],
  };
  const known = Object.entries({ ...own, ...objectOf(span['attributes']) }).filter(([, item]) => item !== undefined);
  return {
    ...span,
    trace_id: span['trace_id'] ?? trace ?? request,
    span_id: span['span_id'] ?? id,
    attributes: Object.fromEntries(known),
  };
}
