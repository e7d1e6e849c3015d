import { isObject, type JsonObject } from '../fields/json.ts';
import { setField } from '../../../schema/set-field.ts';

/** Deepest object whose names are looked at: a message in a body in a record is three deep. */
const MAX_DEPTH = 6;
/** What callers name as they like, and what is told apart by its exact text. */
const KEPT: ReadonlySet<string> = new Set(['tools', 'functions', 'metadata', 'headers', 'parameters']);

/**
 * A record whose fields are called `UserId`, `USER_ID`, `user-id`, `user.id` or `User Id`, with names in snake case, also in the
 * objects and lists inside of it: .NET writes the first, warehouses the second, spreadsheets the last. Names in camel case stay. The
 * value itself where no name of its own is written so; of two names that become one, the first counts.
 */
export function inPlainNames(value: JsonObject): JsonObject {
  for (const name in value) if (!isPlain(name)) return renamed(value, 0);
  return value;
}

/** The same of the names of the value itself; what is in its fields stays as it is. */
export function withPlainNames(value: JsonObject): JsonObject {
  for (const name in value) if (!isPlain(name)) return renamed(value, MAX_DEPTH);
  return value;
}

function renamed(value: JsonObject, depth: number): JsonObject {
  const plain: Record<string, unknown> = {};
  for (const name in value) {
    const known = isPlain(name) ? name : plainName(name);
    if (Object.hasOwn(plain, known)) continue;
    const item = value[name];
    setField(plain, known, KEPT.has(known) ? item : renamedInside(item, depth + 1));
  }
  return plain;
}

function renamedInside(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => renamedInside(item, depth + 1));
  return isObject(value) ? renamed(value, depth) : value;
}

/** Longer names are no names of fields that are known. */
const MAX_NAME = 60;

/** True for a name that programs write as it is: it begins with no capital and has no sign but a line in it. */
function isPlain(name: string): boolean {
  if (name.length > MAX_NAME) return true;
  const first = name.charCodeAt(0);
  if (first >= 0x41 && first <= 0x5a) return false;
  for (let at = 1; at < name.length; at++) {
    const letter = name.charCodeAt(at);
    if (letter === 0x2d || letter === 0x2e || letter === 0x20) return false;
  }
  return true;
}

/** Such a name in snake case. */
function plainName(name: string): string {
  const words = name.trim().replace(/[-. ]+/g, '_');
  if (!/[a-z]/.test(words)) return words.toLowerCase();
  return words
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
