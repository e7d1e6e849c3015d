/** Names that come from outside, as names of fields. */

/** Gives an object a field of its own, whatever it is called: `__proto__` would be taken for the object after it. */
export function setField<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
