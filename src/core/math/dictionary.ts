/** Strings numbered in order of first appearance; `''` is always number 0 and means "not known". */
export class Dictionary {
  readonly values: string[] = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);

  add(value: string): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.values.push(value);
      this.numbers.set(value, number);
    }
    return number;
  }

  static of(values: readonly string[]): Dictionary {
    const dictionary = new Dictionary();
    for (const value of values) dictionary.add(value);
    return dictionary;
  }

  /** Adds all strings of another dictionary; entry i of the result is the number here of the other's number i. */
  merge(other: Dictionary): Uint32Array {
    return Uint32Array.from(other.values, (value) => this.add(value));
  }

  /** The same strings in code-unit order, and the new number of each old one. Makes numbers independent of merge order. */
  sorted(): { dictionary: Dictionary; renumber: Uint32Array } {
    const dictionary = Dictionary.of(this.values.slice(1).sort());
    return { dictionary, renumber: Uint32Array.from(this.values, (value) => dictionary.add(value)) };
  }
}
