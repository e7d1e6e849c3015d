import { formatOf } from './formats.ts';
import type { Format } from './format.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from './json.ts';

/** Deepest nesting of wrappers that is opened. */
const MAX_WRAPPERS = 4;

/** Lists of records inside one object: Event Hub, REST pages, batch requests, CloudWatch, transcripts of web exports. */
const LISTS = [
  'post',
  'runs',
  'records',
  'requests',
  'data',
  'logEvents',
  'events',
  'loglines',
  'items',
  'results',
  'result',
  'rows',
  'value',
] as const;

/** One record inside another object: log shippers, callbacks, search results. */
const SINGLES = [
  'standard_logging_object',
  'kwargs',
  'jsonPayload',
  'message',
  '@message',
  'log',
  '_source',
  'payload',
  'body',
  'data',
] as const;

/**
 * Opens wrappers around log records, for example `{"records":[...]}`, arrays, or a JSON string in `message`, and hands
 * on each record with its format. Returns false when there was something that no format reads.
 */
export function unwrap(value: unknown, take: (value: JsonObject, format: Format) => void, depth = 0): boolean {
  if (Array.isArray(value)) {
    if (isChat(value)) return unwrap({ messages: value }, take, depth);
    if (isFieldList(value)) return unwrap(fieldsOf(value), take, depth);
    let known = value.length > 0;
    for (const item of value) if (depth >= MAX_WRAPPERS || !unwrap(item, take, depth + 1)) known = false;
    return known;
  }
  if (!isObject(value)) return false;
  const format = formatOf(value);
  if (format !== undefined) {
    take(value, format);
    return true;
  }
  return depth < MAX_WRAPPERS && unwrapObject(value, take, depth + 1);
}

function unwrapObject(value: JsonObject, take: (value: JsonObject, format: Format) => void, depth: number): boolean {
  for (const name of LISTS) {
    const list = listOf(value[name]);
    if (list.some((item) => isObject(item) || isFieldList(item))) return unwrap(list, take, depth);
  }
  for (const name of SINGLES) {
    const inner = unpackJson(value[name]);
    if (isObject(inner) && unwrap(inner, take, depth)) return true;
  }
  return false;
}

/** A row as the API of CloudWatch Logs Insights gives it: a list of names and values. */
function isFieldList(value: unknown): boolean {
  const first = objectOf(listOf(value)[0]);
  return typeof first['field'] === 'string' && 'value' in first;
}

function fieldsOf(list: readonly unknown[]): JsonObject {
  return Object.fromEntries(list.map(objectOf).map(({ field, value }) => [textOf(field) ?? '', value]));
}

function isChat(list: readonly unknown[]): boolean {
  const first = objectOf(list[0]);
  return typeof first['role'] === 'string' && first['content'] !== undefined;
}

/** The time that a log collector wrote beside a record or a line. */
export function collectorTime(value: JsonObject): string {
  return ['time', 'timestamp', '@timestamp', 'ts'].map((name) => textOf(value[name])).find(Boolean) ?? '';
}

/** A line of text that a log collector put into an object. */
export function lineInside(value: JsonObject): string | undefined {
  return ['log', 'message', '@message', 'msg', 'textPayload', 'line'].map((name) => textOf(value[name])).find(Boolean);
}
