import { HashIndex } from '../../../math/hash-index.ts';

/** Values by a hash. Beyond `most` all are forgotten at once, and each has to be looked up again. */
export class HashCache<Value> {
  private index = new HashIndex();
  private keys: number[] = [];
  private values: Value[] = [];

  constructor(private readonly most: number) {}

  get(hash: number): Value | undefined {
    const at = this.index.find(hash, this.keys);
    return at < 0 ? undefined : this.values[at];
  }

  set(hash: number, value: Value): void {
    const at = this.index.find(hash, this.keys);
    if (at >= 0) {
      this.values[at] = value;
      return;
    }
    if (this.values.length >= this.most) this.clear();
    this.keys.push(hash);
    this.values.push(value);
    this.index.add(this.keys.length - 1, hash);
  }

  clear(): void {
    this.index = new HashIndex();
    this.keys = [];
    this.values = [];
  }
}
