import { type JsonObject, listOf, numberOf, objectOf } from '../fields/json.ts';

/** True for an item of DynamoDB: each value stands under the letters of its type. */
export function isTyped(item: JsonObject): boolean {
  const values = Object.values(item);
  return values.length > 0 && values.every((value) => TYPES.has(Object.keys(objectOf(value)).join()));
}

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']);

/** The item without the types. */
export function plainItem(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainAttribute(objectOf(value))]));
}

function plainAttribute(value: JsonObject): unknown {
  const { N: number, M: map, L: list, NULL: isNull } = value;
  if (number !== undefined) return numberOf(number) ?? number;
  if (map !== undefined) return plainItem(objectOf(map));
  if (list !== undefined) return listOf(list).map((item) => plainAttribute(objectOf(item)));
  return isNull === true ? null : Object.values(value)[0];
}
