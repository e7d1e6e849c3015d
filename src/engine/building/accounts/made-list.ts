/**
 * A list whose items are made each time when they are looked at: of millions it holds none. It can be read as any list, but is not to
 * be changed, and a copy goes to other threads.
 */
export function madeList<T>(length: number, make: (at: number) => T): T[] {
  const placeOf = (key: string | symbol): number => {
    const at = typeof key === 'string' ? Number(key) : NaN;
    return Number.isInteger(at) && at >= 0 && at < length ? at : -1;
  };
  function* items(): Generator<T> {
    for (let at = 0; at < length; at++) yield make(at);
  }
  return new Proxy<T[]>([], {
    get(target, key): unknown {
      if (key === 'length') return length;
      if (key === Symbol.iterator) return items;
      const at = placeOf(key);
      return at < 0 ? Reflect.get(target, key) : make(at);
    },
    has: (target, key) => placeOf(key) >= 0 || Reflect.has(target, key),
  });
}
