/**
 * Small type guards that build larger ones. The compiler checks that the guard of an object names exactly the fields of
 * its type, so a field added to a type without a check does not compile.
 */
export type Guard<T> = (value: unknown) => value is T;

export const isString: Guard<string> = (value): value is string => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
/** A finite number: NaN and the infinities never mean anything in a message. */
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
/** A whole number from 0 that a double holds exactly. */
export const isCount: Guard<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isFloats: Guard<Float32Array> = (value): value is Float32Array => value instanceof Float32Array;

/** Bytes, at most `length` of them. */
export function isBytesWithin(length: number): Guard<Uint8Array> {
  return (value): value is Uint8Array => value instanceof Uint8Array && value.length <= length;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWithin(low: number, high: number): Guard<number> {
  return (value): value is number => isNumber(value) && value >= low && value <= high;
}

export function isCountWithin(low: number, high: number): Guard<number> {
  return (value): value is number => isCount(value) && value >= low && value <= high;
}

/** A string of at most `length` characters. */
export function isShort(length: number): Guard<string> {
  return (value): value is string => isString(value) && value.length <= length;
}

/** Longest name a view may send: names come from the log, and may be long, but not without end. */
export const LONGEST_NAME = 10_000;
export const isName = isShort(LONGEST_NAME);

export function isOneOf<T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((known) => known === value);
}

export function isNullOr<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** For a field that may be absent. */
export function isOptional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isArrayOf<T>(guard: Guard<T>, longest = Infinity): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.length <= longest && value.every(guard);
}

export const isNames = isArrayOf(isString);

export function isPair<T>(guard: Guard<T>): Guard<[T, T]> {
  return (value): value is [T, T] => Array.isArray(value) && value.length === 2 && value.every(guard);
}

export function isRecordOf<T>(guard: Guard<T>): Guard<Record<string, T>> {
  return (value): value is Record<string, T> => isObject(value) && Object.values(value).every(guard);
}

export function isEither<A, B>(first: Guard<A>, second: Guard<B>): Guard<A | B> {
  return (value): value is A | B => first(value) || second(value);
}

/** An object whose named fields pass their guards. Fields that are not named are let through and never read. */
export function isShape<T extends object>(shape: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const fields = Object.entries<Guard<unknown>>(shape);
  return (value): value is T => isObject(value) && fields.every(([name, guard]) => guard(value[name]));
}
