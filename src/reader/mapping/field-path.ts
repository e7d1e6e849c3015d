import { isObject, type JsonObject, listOf, unpackJson } from '../records/fields/json.ts';

/**
 * The value at a path such as `caller.id`, `choices.0.text` or `turns.-1.text` (from the end). Keys may hold dots
 * themselves (`gen_ai.request.model`): the longest key that is there goes first. JSON inside a string is opened where the
 * path continues. Undefined when nothing is there.
 */
export function valueAt(value: unknown, path: string): unknown {
  return follow(value, path.split('.', MAX_STEPS));
}

/** More steps than any log is deep; the number of ways to join them stays small. */
const MAX_STEPS = 12;

function follow(value: unknown, steps: readonly string[]): unknown {
  if (steps.length === 0) return value;
  const inside = unpackJson(value);
  if (Array.isArray(inside)) {
    const at = Number(steps[0]);
    return Number.isInteger(at) ? follow(inside.at(at), steps.slice(1)) : undefined;
  }
  if (!isObject(inside)) return undefined;
  for (let length = steps.length; length > 0; length--) {
    const key = steps.slice(0, length).join('.');
    const found = follow(memberOf(inside, key), steps.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names beyond ASCII may stand as bytes of UTF-8: see `decodeJson`. */
function memberOf(object: JsonObject, key: string): unknown {
  if (Object.hasOwn(object, key)) return object[key];
  if (ASCII.test(key)) return undefined;
  const raw = Buffer.from(key).toString('latin1');
  return Object.hasOwn(object, raw) ? object[raw] : undefined;
}

const ASCII = /^[\x20-\x7e]*$/;

/** The first value along several paths that is there and not null. */
export function firstAt(value: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    const found = valueAt(value, path);
    if (found !== undefined && found !== null && found !== '') return found;
  }
  return undefined;
}

/** The items of a list in a record, each with what the record says around it. */
export function itemsAt(record: unknown, path: string): JsonObject[] {
  const around = isObject(record) && Object.hasOwn(record, path) ? { ...record, [path]: undefined } : {};
  return listOf(unpackJson(valueAt(record, path)))
    .filter(isObject)
    .map((item) => ({ ...around, ...item }));
}
