import { isObject, type JsonObject, listOf, objectOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readSpan } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';

/** Traces of MLflow: what is known of the trace, and its spans, in either version. */
export const mlflow: Format = {
  name: 'mlflow',
  facts: {
    title: 'MLflow traces',
    gives: ['time', 'account', 'system', 'messages', 'parameters', 'answer', 'tokens', 'status'],
    source: 'documentation',
  },
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
    'user.id': metadata['mlflow.trace.user'] ?? objectOf(info['tags'])['mlflow.user'],
    'session.id': metadata['mlflow.trace.session'],
  };
  for (const span of spansOf(value)) readSpan(plainSpan(span), who, 'mlflow', sink);
}

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
