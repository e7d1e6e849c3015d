import { isObject, type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { readAttributes } from '../../spans/attributes.ts';
import { readSpan, spanDialect } from '../../spans/read-span.ts';
import type { Format } from '../format.ts';

/**
 * Spans as the interface of Arize Phoenix gives them, with attributes that are nested where OpenInference has dots, or with dots. What
 * kind of step a span is stands beside its attributes.
 */
export const phoenix: Format = {
  name: 'phoenix',
  facts:
    'test data of the product | time account system messages parameters answer tokens status | Arize Phoenix: spans of its API, with nested or flat attributes',
  matches: (value) => {
    const attributes = objectOf(value['attributes']);
    const isNested = isObject(attributes['llm']) || isObject(objectOf(attributes['openinference'])['span']);
    // Of a span that is no call, or of which little was kept, no attribute tells whose it is.
    const isOther =
      !isNested &&
      typeof objectOf(value['context'])['trace_id'] === 'string' &&
      isObject(value['attributes']) &&
      spanDialect(readAttributes(attributes)) === undefined;
    return (isNested || isOther) && (typeof value['span_kind'] === 'string' || typeof value['spanKind'] === 'string');
  },
  read: (value, sink) => {
    const attributes = flatten(objectOf(value['attributes']));
    attributes['openinference.span.kind'] ??= textOf(value['span_kind'] ?? value['spanKind'])?.toUpperCase();
    readSpan({ ...value, traceId: objectOf(value['context'])['trace_id'], attributes }, {}, 'phoenix', sink);
  },
};

/** Deepest nesting and most attributes that are read of a span. */
const MAX_DEPTH = 12;
const MAX_ATTRIBUTES = 10_000;

/** `{"llm":{"model_name":"m"}}` as `{"llm.model_name":"m"}`; items of lists have their number for a name. */
function flatten(value: JsonObject): Record<string, unknown> {
  const flat = Object.create(null) as Record<string, unknown>;
  let left = MAX_ATTRIBUTES;
  const add = (inner: unknown, path: string, depth: number): void => {
    if (left <= 0) return;
    // Text next to the messages may be JSON of any shape: it stays what it is.
    const isLeaf = depth >= MAX_DEPTH || typeof inner !== 'object' || inner === null || path === 'metadata';
    if (!isLeaf) {
      for (const [name, item] of Object.entries(inner)) add(item, path === '' ? name : `${path}.${name}`, depth + 1);
      return;
    }
    left--;
    flat[path] = inner;
  };
  add(value, '', 0);
  return flat;
}
