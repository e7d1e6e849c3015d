import { isObject, type JsonObject, listOf, numberOf, objectOf } from '../../fields/json.ts';
import { wordSet } from '../../../../schema/words.ts';

/** What an object of typed values holds. */
export interface PlainValues {
  values: JsonObject | readonly JsonObject[];
  /** The object around a single record, which may say when it was made. */
  around?: JsonObject;
}

/**
 * Values that stand under words for their types, without these: items of DynamoDB, also in its stream, documents of Firestore, and
 * the structs of Protobuf as Google Cloud writes them. Undefined for anything else.
 */
export function plainValues(value: JsonObject): PlainValues | undefined {
  const { Item: item, fields, document, documents, dynamodb } = value;
  if (isTyped(item)) return { values: plainItem(item) };
  if (isTyped(fields)) return { values: plainItem(fields), around: value };
  if (isObject(document) && isTyped(document['fields']))
    return { values: plainItem(document['fields']), around: document };
  if (isObject(dynamodb) && isTyped(dynamodb['NewImage']) && value['eventName'] !== 'MODIFY')
    return { values: plainItem(dynamodb['NewImage']), around: { time: dynamodb['ApproximateCreationDateTime'] } };
  if (Array.isArray(documents) && isTyped(objectOf(documents[0])['fields']))
    return { values: documents.filter(isObject) };
  return isTyped(value) ? { values: plainItem(value) } : undefined;
}

/** True where each value stands under the word for its type. */
function isTyped(item: unknown): item is JsonObject {
  if (!isObject(item)) return false;
  let isSome = false;
  for (const name in item) {
    const type = onlyName(item[name]);
    if (type === undefined || !TYPES.has(type)) return false;
    isSome = true;
  }
  return isSome;
}

const TYPES: ReadonlySet<string> = wordSet(`S N B BOOL NULL M L SS NS BS stringValue integerValue doubleValue
  numberValue booleanValue boolValue nullValue timestampValue referenceValue geoPointValue bytesValue mapValue
  structValue arrayValue listValue`);

/** The name of the one field of an object; undefined where it has another number of them, or is none. */
function onlyName(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  let only: string | undefined;
  for (const name in value) {
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
}

/** The item without the types. */
function plainItem(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainOf(value)]));
}

function plainOf(typed: unknown): unknown {
  const type = onlyName(typed) ?? '';
  const value = objectOf(typed)[type];
  switch (type) {
    case 'N':
    case 'integerValue':
      return numberOf(value) ?? value;
    case 'NULL':
    case 'nullValue':
      return null;
    case 'M':
      return plainItem(objectOf(value));
    case 'mapValue':
    case 'structValue':
      return plainItem(objectOf(objectOf(value)['fields']));
    case 'L':
      return listOf(value).map(plainOf);
    case 'arrayValue':
    case 'listValue':
      return listOf(objectOf(value)['values']).map(plainOf);
    default:
      return value;
  }
}

/** Names of the types of a union, as Avro writes a value that may be missing: `{"string":"Hi"}`. */
const UNIONS: ReadonlySet<string> = new Set(['string', 'int', 'long', 'float', 'double', 'boolean', 'array', 'map']);
/** Deepest object whose fields are looked at for unions. */
const MAX_DEPTH = 6;

/** A record as Avro's tools print it, with the values of unions in place of these; undefined where it has none. */
export function withoutUnions(value: JsonObject): JsonObject | undefined {
  for (const name in value) if (isUnion(value[name])) return objectOf(plainUnion(value, 0));
  return undefined;
}

/** Records in a union stand under their names, with those of their packages before them. */
function isUnion(value: unknown): value is JsonObject {
  const name = onlyName(value);
  if (name === undefined) return false;
  return UNIONS.has(name) || (name.includes('.') && isObject(objectOf(value)[name]));
}

function plainUnion(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plainUnion(item, depth + 1));
  if (isUnion(value)) return plainUnion(Object.values(value)[0], depth + 1);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainUnion(item, depth + 1)]));
}
