import { isObject, type JsonObject } from '../fields/json.ts';

/**
 * A message as the JSON converter of Kafka Connect writes it, with the schema of its fields in front: what it says of itself is in
 * `payload` (https://docs.confluent.io/platform/current/connect/userguide.html#json-without-schema-registry). Undefined for others.
 */
export function connectPayload(value: JsonObject): unknown {
  const { schema, payload } = value;
  if (payload === undefined || schema === undefined) return undefined;
  for (const name in value) if (name !== 'schema' && name !== 'payload') return undefined;
  const isSchema = schema === null || (isObject(schema) && typeof schema['type'] === 'string' && 'optional' in schema);
  return isSchema ? payload : undefined;
}

/**
 * The row that was put into a table, and when, of a change as Debezium tells it: `{"before":null,"after":{...},"op":"c"}`, where `c` is a
 * new row and `r` one that was there when it began (https://debezium.io/documentation/reference/stable/connectors/postgresql.html).
 */
export function createdRow(value: JsonObject): { row: JsonObject; around: JsonObject } | undefined {
  const { op, after, source } = value;
  if (!(op === 'c' || op === 'r') || !isObject(after) || !isObject(source)) return undefined;
  return { row: after, around: { time: source['ts_ms'] } };
}

/** A change of a row that was there before, or its end: the call in it counted when the row was new. */
export const isLaterChange = (value: JsonObject): boolean =>
  (value['op'] === 'u' || value['op'] === 'd' || value['op'] === 't') &&
  isObject(value['source']) &&
  ('after' in value || 'before' in value);
