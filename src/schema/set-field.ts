/** Names that come from outside, as names of fields. */

/** Sets an object's own field, whatever its name: assigning to `__proto__` would change the prototype. */
export function setField<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
