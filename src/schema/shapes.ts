/** Shapes that other schemas are made of. The comment on a field says what it means. */
import * as v from 'valibot';

/** A finite number: NaN and the infinities never mean anything in a file or a message. */
export const Finite = v.pipe(v.number(), v.finite());

/** A whole number from 0 that a double holds exactly. */
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A whole number from 1 that a double holds exactly. */
export const FromOne = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const Probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** ms since 1970, UTC, that a calendar has (ECMA-262, 21.4.1.1). */
export const Instant = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));

/** ms since 1970, UTC; null when it is not known. */
export const Time = v.nullable(Instant);

export const Names = v.array(v.string());

/** Longest name that is accepted: names come from the log, and may be long, but not unlimited. */
export const LONGEST_NAME = 10_000;

/** A name that came in a message. */
export const Name = v.pipe(v.string(), v.maxLength(LONGEST_NAME));

export const Floats = v.instance<new () => Float32Array, undefined>(Float32Array, undefined);
export const Bytes = v.instance<new () => Uint8Array, undefined>(Uint8Array, undefined);

/** A finite number between two, both included. */
export function within(low: number, high: number) {
  return v.pipe(v.number(), v.minValue(low), v.maxValue(high));
}

/** A whole number between two, both included. */
export function countWithin(low: number, high: number) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(low), v.maxValue(high));
}

/** A text of at most that many characters. */
export function textWithin(length: number) {
  return v.pipe(v.string(), v.maxLength(length));
}
