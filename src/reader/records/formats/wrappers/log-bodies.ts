import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { connectPayload, createdRow } from './change-events.ts';
import { fieldsOfGelf, fieldsOfHit } from './inner-tables.ts';
import { plainValues } from './typed-values.ts';
import { anyValue, readAttributes } from '../../spans/attributes.ts';

/** A line of a program, and what a collector has noted of it. */
interface LogBody {
  body: JsonObject;
  about: JsonObject;
}

const NONE: readonly LogBody[] = [];

/**
 * Lines of programs in OpenTelemetry logs, as a collector reads them from files: an object, or JSON in a text, in the body of a record
 * that names no event (https://opentelemetry.io/docs/specs/otel/logs/data-model/). Events have a format of their own.
 */
export function bodiesOfLogs(value: JsonObject): readonly LogBody[] {
  const batches = value['resourceLogs'] ?? value['resource_logs'];
  if (!Array.isArray(batches)) return NONE;
  return batches.map(objectOf).flatMap(({ resource, scopeLogs, scope_logs: snake }) => {
    const shared = readAttributes(objectOf(resource)['attributes']);
    return listOf(scopeLogs ?? snake)
      .map(objectOf)
      .flatMap(({ logRecords, log_records: records }) => listOf(logRecords ?? records).map(objectOf))
      .flatMap((log) => bodyOf(log, shared));
  });
}

function bodyOf(log: JsonObject, shared: JsonObject): readonly LogBody[] {
  const attributes = readAttributes(log['attributes']);
  const event = textOf(log['eventName'] ?? log['event_name']) ?? textOf(attributes['event.name']);
  const body = event === undefined ? unpackJson(anyValue(log['body'])) : undefined;
  if (!isObject(body)) return NONE;
  const time = log['timeUnixNano'] ?? log['time_unix_nano'] ?? log['observedTimeUnixNano'];
  return [{ body, about: { ...shared, ...attributes, time } }];
}

/** What a value is around, and lines of programs that stand in it beside records of its own format. */
export interface Wrapped {
  inner?: unknown;
  around: readonly JsonObject[];
  besides: readonly LogBody[];
}

/** @param opened what a field of a wrapper holds, which may be a text or packed */
export function wrappedIn(
  value: JsonObject,
  opened: (field: unknown) => unknown,
  around: readonly JsonObject[],
): Wrapped | undefined {
  const besides: readonly LogBody[] = [];
  const typed = plainValues(value);
  if (typed !== undefined)
    return { inner: typed.values, around: typed.around === undefined ? around : [typed.around, ...around], besides };
  const inner = fieldsOfGelf(value) ?? fieldsOfHit(value) ?? opened(connectPayload(value));
  if (inner !== undefined) return { inner, around, besides };
  const created = createdRow(value);
  if (created !== undefined) return { inner: created.row, around: [created.around, ...around], besides };
  const bodies = bodiesOfLogs(value);
  return bodies.length > 0 ? { around, besides: bodies } : undefined;
}
