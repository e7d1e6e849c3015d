import { isObject, type JsonObject } from '../../fields/json.ts';
import { inPlainNames } from '../plain-names.ts';
import { exchange } from './exchange.ts';
import { halfOf } from './split-call.ts';
import { rawRequest } from './raw-api.ts';

/**
 * Whether a value holds a call as programs of one's own log it. Names such as `sessionId` and `type` also stand in notes of coding
 * sessions, which are passed over; a call must not be.
 */
export const isPlainCall = (value: JsonObject): boolean =>
  exchange.matches(value) || rawRequest.matches(value) || halfOf(value) !== undefined;

/** Whether it is a call, or one is under one of its names. */
export const holdsPlainCall = (value: JsonObject): boolean =>
  isPlainCall(value) || Object.values(value).some((item) => isObject(item) && isPlainCall(item));

/** A call of a program that writes names in its own way, with plain names. */
export function plainCall(value: JsonObject): JsonObject | undefined {
  const plain = inPlainNames(value);
  return plain !== value && isPlainCall(plain) ? plain : undefined;
}
