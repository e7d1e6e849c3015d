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
    if (list.length > 0 && list.some((item) => isObject(item))) return unwrap(list, take, depth);
  }
  for (const name of SINGLES) {
    const inner = unpackJson(value[name]);
    if (isObject(inner) && unwrap(inner, take, depth)) return true;
  }
  return false;
}

function isChat(list: readonly unknown[]): boolean {
  const first = objectOf(list[0]);
  return typeof first['role'] === 'string' && first['content'] !== undefined;
}

/** A line of text that a log collector put into an object, and the time it wrote beside it. */
export function lineInside(value: JsonObject): { line: string; time: string } | undefined {
  const line = ['log', 'message', '@message', 'msg', 'textPayload', 'line']
    .map((name) => textOf(value[name]))
    .find(Boolean);
  if (line === undefined) return undefined;
  const time = ['time', 'timestamp', '@timestamp', 'ts'].map((name) => textOf(value[name])).find(Boolean);
  return { line, time: time ?? '' };
}
