/**
 * Which of many texts are in a longer one, found in one pass over it (Aho and Corasick 1975): the time is linear in its length,
 * whatever it says and however many texts are looked for. Case makes no difference.
 */
export class TextFinder {
  /** Nodes of a tree of all beginnings: by the next character, by the longest ending that is a beginning too. */
  readonly #next = [new Map<number, number>()];
  readonly #fallback: number[] = [0];
  /** The text that ends at each node, or -1, and the next shorter ending at which one does. */
  readonly #ends: number[] = [-1];
  readonly #shorter: number[] = [0];
  readonly #count: number;

  /** @param texts none of them empty, none twice */
  constructor(texts: readonly string[]) {
    this.#count = texts.length;
    texts.forEach((text, number) => this.#add(text.toLowerCase(), number));
    this.#link();
  }

  /** Numbers of the texts that are in it, ascending. */
  findIn(text: string): number[] {
    const found = new Set<number>();
    const lower = text.toLowerCase();
    let node = 0;
    for (let at = 0; at < lower.length && found.size < this.#count; at++) {
      const char = lower.charCodeAt(at);
      let next = this.#next[node]!.get(char);
      while (next === undefined && node !== 0) {
        node = this.#fallback[node]!;
        next = this.#next[node]!.get(char);
      }
      node = next ?? 0;
      // What is shorter than a text that was found before was found with it.
      for (let end = node; end !== 0; end = this.#shorter[end]!) {
        const number = this.#ends[end]!;
        if (number < 0) continue;
        if (found.has(number)) break;
        found.add(number);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #add(text: string, number: number): void {
    let node = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      let next = this.#next[node]!.get(char);
      if (next === undefined) {
        next = this.#next.length;
        this.#next[node]!.set(char, next);
        this.#next.push(new Map<number, number>());
        this.#fallback.push(0);
        this.#ends.push(-1);
        this.#shorter.push(0);
      }
      node = next;
    }
    this.#ends[node] = number;
  }

  /** Nodes nearer to the root first: a shorter ending is linked before it is needed. */
  #link(): void {
    const queue = [...this.#next[0]!.values()];
    for (let first = 0; first < queue.length; first++) {
      const node = queue[first]!;
      for (const [char, next] of this.#next[node]!) {
        let ending = this.#fallback[node]!;
        while (ending !== 0 && !this.#next[ending]!.has(char)) ending = this.#fallback[ending]!;
        const longest = this.#next[ending]!.get(char) ?? 0;
        this.#fallback[next] = longest;
        this.#shorter[next] = this.#ends[longest]! >= 0 ? longest : this.#shorter[longest]!;
        queue.push(next);
      }
    }
  }
}
