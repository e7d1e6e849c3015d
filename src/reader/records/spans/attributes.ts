import { isObject, type JsonObject, listOf, numberOf, objectOf } from '../fields/json.ts';
import { unpackCell } from '../fields/table-row.ts';

/** Attributes of a span, log record or resource by key. Of a key that is written twice the last value stays. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Reads OTLP attributes: a list of `{key, value}`, or a plain object as some exports write them. */
export function readAttributes(attributes: unknown): Record<string, unknown> {
  const read = Object.create(null) as Record<string, unknown>;
  if (isObject(attributes)) Object.assign(read, attributes);
  for (const attribute of listOf(attributes)) {
    const { key, value } = objectOf(attribute);
    if (typeof key === 'string') read[key] = anyValue(value);
  }
  return read;
}

/** Kinds of values that stand as they are; some exporters keep the names of the protocol in snake case. */
const PLAIN: ReadonlyMap<string, 'int' | 'other'> = new Map([
  ['stringValue', 'other'],
  ['string_value', 'other'],
  ['intValue', 'int'],
  ['int_value', 'int'],
  ['doubleValue', 'other'],
  ['double_value', 'other'],
  ['boolValue', 'other'],
  ['bool_value', 'other'],
]);

/** Deepest nesting of values in an attribute; OTLP names no limit. */
const MAX_NESTING = 20;

/** An OTLP `AnyValue` as plain JSON. Whole numbers may be strings, as the Collector writes them. */
export function anyValue(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth > MAX_NESTING) return value;
  const [kind = '', inner] = Object.entries(value)[0] ?? [];
  const plain = PLAIN.get(kind);
  if (plain !== undefined) return plain === 'int' ? numberOf(inner) : inner;
  if (kind === 'arrayValue' || kind === 'array_value')
    return listOf(objectOf(inner)['values']).map((item) => anyValue(item, depth + 1));
  if (kind === 'kvlistValue' || kind === 'kvlist_value') {
    const read = Object.create(null) as Record<string, unknown>;
    for (const pair of listOf(objectOf(inner)['values'])) {
      const { key, value: item } = objectOf(pair);
      if (typeof key === 'string') read[key] = anyValue(item, depth + 1);
    }
    return read;
  }
  return undefined;
}

/** Most items of a list that is written as `name.0.x`, `name.1.x`; a larger number is damage. */
const MAX_ITEMS = 10_000;

/** Gathers `prefix.0.message.role`, `prefix.1.message.role` into a list of nested objects. */
export function gatherList(attributes: Attributes, prefix: string): JsonObject[] {
  const items: (Record<string, unknown> | undefined)[] = [];
  // Tables of spans keep the list as one value, each item with dots in its names.
  const whole = listOf(unpackCell(attributes[prefix])).filter(isObject);
  if (whole.length > 0) return whole.map(nested);
  const start = `${prefix}.`;
  for (const key of Object.keys(attributes)) {
    if (!key.startsWith(start)) continue;
    const end = key.indexOf('.', start.length);
    const at = end < 0 ? NaN : Number(key.slice(start.length, end));
    if (!Number.isInteger(at) || at < 0 || at >= MAX_ITEMS) continue;
    items[at] ??= Object.create(null) as Record<string, unknown>;
    place(items[at], key.slice(end + 1).split('.'), attributes[key]);
  }
  return items.filter((item) => item !== undefined);
}

function nested(item: JsonObject): JsonObject {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(item)) place(object, name.split('.'), value);
  return object;
}

function place(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let object = into;
  for (let at = 0; at < path.length - 1; at++) {
    const name = path[at]!;
    const inner = object[name];
    if (isObject(inner)) {
      object = inner;
    } else {
      const fresh = Object.create(null) as Record<string, unknown>;
      object[name] = fresh;
      object = fresh;
    }
  }
  object[path[path.length - 1]!] = value;
}

/** A list written as an object with the keys 0, 1, 2 …, which is how `gatherList` leaves inner lists. */
export function innerList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value)
    ? Object.keys(value)
        .sort((a, b) => Number(a) - Number(b))
        .map((key) => value[key])
    : [];
}
