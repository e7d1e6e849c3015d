/** One part of the program that takes input of strangers. */
export interface FuzzTarget {
  name: string;
  /** What it is, for the table of results. */
  text: string;
  /** It takes milliseconds for an input: a test run tries fewer. */
  isSlow?: boolean;
  /** Its inputs are logs as text: what they cost can be held against an ordinary log. */
  isText?: boolean;
  /** Inputs to start from. */
  seeds: () => readonly Buffer[];
  /**
   * Feeds one input in and checks what must hold for any input.
   * @returns what happened in a few words: an input with an outcome that was not seen before is kept and changed further
   * @throws when something does not hold
   */
  run: (input: Buffer) => string | Promise<string>;
}
