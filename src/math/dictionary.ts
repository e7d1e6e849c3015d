/** Strings numbered in order of first appearance; `''` is always number 0 and means "not known". */
export class Dictionary {
  readonly values: string[] = [''];
  private known: Map<string, number> | undefined;

  add(value: string): number {
    const numbers = this.numbers();
    let number = numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.values.push(value);
      numbers.set(value, number);
    }
    return number;
  }

  static of(values: readonly string[]): Dictionary {
    const dictionary = new Dictionary();
    for (const value of values) dictionary.add(value);
    return dictionary;
  }

  /** A dictionary whose `values` these were. */
  static unpack(values: readonly string[]): Dictionary {
    const dictionary = new Dictionary();
    for (let number = 1; number < values.length; number++) dictionary.values.push(values[number]!);
    return dictionary;
  }

  /** Adds all strings of another dictionary; entry i of the result is the number here of the other's number i. */
  merge(other: Dictionary): Uint32Array {
    const numbers = new Uint32Array(other.values.length);
    for (let number = 1; number < numbers.length; number++) numbers[number] = this.add(other.values[number]!);
    return numbers;
  }

  /** Made when the first string is added: many dictionaries are only read. */
  private numbers(): Map<string, number> {
    return (this.known ??= new Map(this.values.map((value, number) => [value, number])));
  }

  /**
   * The same strings in code-unit order, and the new number of each old one. Makes numbers independent of merge order.
   * @param used says which numbers stay; the others become 0
   */
  sorted(used: (number: number) => boolean = () => true): { dictionary: Dictionary; renumber: Uint32Array } {
    const kept = this.values.filter((_, number) => number > 0 && used(number));
    const dictionary = Dictionary.of(kept.sort());
    const renumber = Uint32Array.from(this.values, (value, number) => (used(number) ? dictionary.add(value) : 0));
    // From now on it is read, as a rule: of millions of names this takes as much as they do.
    dictionary.known = undefined;
    return { dictionary, renumber };
  }
}
