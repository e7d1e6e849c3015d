import { isObject, type JsonObject, objectOf } from '../../fields/json.ts';

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

/**
 * A change of a row that was there before, or its end, as Debezium (also flat), Maxwell, AWS DMS, change streams of MongoDB, streams of
 * DynamoDB and webhooks of Supabase tell it: the call in it counted when the row was new.
 */
export function isLaterChange(value: JsonObject): boolean {
  const { op, __op: flat, __deleted: deleted, operationType, eventName, type, table } = value;
  if (op !== undefined) return OPS.has(op) && isObject(value['source']) && ('after' in value || 'before' in value);
  if (flat !== undefined || deleted !== undefined) return OPS.has(flat) || deleted === 'true' || deleted === true;
  if (operationType !== undefined) return LATER.has(operationType) && isObject(value['ns']);
  if (isObject(value['dynamodb'])) return LATER.has(eventName);
  if (table !== undefined && LATER.has(type)) return isObject(value['data']) || 'old_record' in value;
  const { operation, 'table-name': name } = objectOf(value['metadata']);
  return name !== undefined && LATER.has(operation);
}

const OPS: ReadonlySet<unknown> = new Set(['u', 'd', 't']);
const LATER: ReadonlySet<unknown> = new Set([
  ...['update', 'replace', 'delete', 'UPDATE', 'DELETE'],
  ...['MODIFY', 'REMOVE'],
]);
