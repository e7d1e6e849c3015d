import type { Format, RecordSink } from '../format.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../json.ts';
import { readAttributes } from '../spans/attributes.ts';
import { readSpan, spanDialect } from '../spans/read-span.ts';

/** OTLP/JSON traces, as the Collector's file exporter and Tempo write them: many spans a line. */
export const otlpTraces: Format = {
  name: 'otlp',
  matches: (value) => batchesOf(value) !== undefined,
  read: readTraces,
};

/** A span on its own: an OTLP span without its wrapping, a Phoenix span, or a flat map of attributes. */
export const otelSpan: Format = {
  name: 'otel-span',
  matches: (value) =>
    (value['attributes'] !== undefined && spanDialect(readAttributes(value['attributes'])) !== undefined) ||
    value['gen_ai.operation.name'] !== undefined ||
    value['openinference.span.kind'] !== undefined,
  read: (value, sink) =>
    readSpan(value['attributes'] === undefined ? { attributes: value } : value, {}, 'otel-span', sink),
};

function batchesOf(value: JsonObject): readonly unknown[] | undefined {
  const batches = value['resourceSpans'] ?? objectOf(value['trace'])['resourceSpans'] ?? value['batches'];
  return Array.isArray(batches) ? batches : undefined;
}

function readTraces(value: JsonObject, sink: RecordSink): void {
  for (const batch of listOf(batchesOf(value))) {
    const { resource, scopeSpans, instrumentationLibrarySpans } = objectOf(batch);
    const shared = readAttributes(objectOf(resource)['attributes']);
    for (const scope of listOf(scopeSpans ?? instrumentationLibrarySpans)) {
      for (const span of listOf(objectOf(scope)['spans'])) if (isObject(span)) readSpan(span, shared, 'otlp', sink);
    }
  }
}
