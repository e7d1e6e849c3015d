import { type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { unpackCell } from '../../fields/table-row.ts';
import { readSpan } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';
import { otelSpan } from './otlp.ts';

/**
 * Spans as ClickHouse keeps them for many products: tables of OpenTelemetry's exporter (`SpanAttributes`), and of SigNoz, which has a
 * column for each type of attribute.
 */
export const spanTables: Format = {
  name: otelSpan.name,
  facts: otelSpan.facts,
  matches: (value) =>
    value['SpanAttributes'] !== undefined ||
    value['span_attributes'] !== undefined ||
    value['attributes_string'] !== undefined,
  read: (row, sink) => {
    const own = ['SpanAttributes', 'span_attributes', 'attributes_string', 'attributes_number', 'attributes_bool'];
    const shared = ['ResourceAttributes', 'resource_attributes', 'resources_string'];
    const failed = /error/i.test(textOf(row['StatusCode'] ?? row['status_code_string']) ?? '');
    const span = {
      attributes: merged(row, own),
      trace_id: row['TraceId'] ?? row['trace_id'],
      span_id: row['SpanId'] ?? row['span_id'],
      start_time: row['Timestamp'] ?? row['timestamp'],
      // A duration is read in microseconds, as Jaeger names it.
      operationName: row['SpanName'] ?? row['name'] ?? '',
      duration: (numberOf(row['Duration'] ?? row['duration_nano'] ?? row['durationNano']) ?? NaN) / 1e3,
      status: { code: failed ? 2 : 1 },
    };
    readSpan(span, merged(row, shared), otelSpan.name, sink);
  },
};

function merged(row: JsonObject, names: readonly string[]): JsonObject {
  return Object.assign({}, ...names.map((name) => objectOf(unpackCell(row[name])))) as JsonObject;
}
