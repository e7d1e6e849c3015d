import { inEitherCase } from '../fields/either-case.ts';
import { type JsonObject, objectOf, textOf } from '../fields/json.ts';

/** Names of the id of a request. */
const IDS = [
  ...inEitherCase(['request_id', 'req_id', 'correlation_id', 'x_request_id']),
  'requestID',
  'request-id',
  'x-request-id',
];
const LONGEST_ID = 200;

/** The id of the request that a line tells of, by a name that says so; never one in what came back. */
export function requestIdOf(value: JsonObject): string | undefined {
  return idIn(value, IDS) ?? idIn(objectOf(value['request']), IDS);
}

/** The first of these names that holds an id. */
export function idIn(row: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = row[name];
    const id = typeof value === 'number' ? String(value) : textOf(value);
    if (id !== undefined && id.length <= LONGEST_ID) return id;
  }
  return undefined;
}
