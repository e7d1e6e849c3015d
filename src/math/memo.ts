/** All memos of this thread. There is one for each thing that is worked out, made when its module is loaded. */
const memos: { clear: () => void }[] = [];

/**
 * What was worked out about something, for others that ask the same. It is gone with what it is about, or when `forget` is called:
 * an account of millions of requests may last much longer than the questions about it.
 */
export class Memo<K extends object, V> {
  private known = new WeakMap<K, V>();

  constructor() {
    memos.push(this);
  }

  get(key: K): V | undefined {
    return this.known.get(key);
  }

  set(key: K, value: V): void {
    this.known.set(key, value);
  }

  /** Keeps this alone. */
  setOnly(key: K, value: V): void {
    this.known = new WeakMap([[key, value]]);
  }

  clear(): void {
    this.known = new WeakMap();
  }
}

/** Forgets what all memos know: it would be worked out again. */
export function forget(): void {
  for (const memo of memos) memo.clear();
}
