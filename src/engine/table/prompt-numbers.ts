import { Scratch } from '../../math/columns.ts';
import { HashIndex } from '../../math/hash-index.ts';

/**
 * Numbers the different prompts in the order of their first rows.
 * @param texts numbers of a row's system prompt and first user message, 0 for none
 * @param textCount one more than the largest of them, less than 2^26: a table of more texts would not fit into memory
 * @returns the number of its prompt for each row
 */
export function promptNumbers(
  { system, user }: { system: Uint32Array; user: Uint32Array },
  length: number,
  textCount: number,
): Uint32Array<ArrayBuffer> {
  const prompt = new Uint32Array(length);
  // Most messages come with one system prompt, or none: prompt of a message and one more, and that system prompt.
  using scratch = new Scratch();
  const ofUser = scratch.keep(new Uint32Array(textCount));
  const withSystem = scratch.keep(new Uint32Array(textCount));
  // Those with several are looked up in pairs. The empty message is one of them.
  const pairs = new HashIndex();
  /** By prompt; only those that are looked up have one. */
  const keys = scratch.keep(new Float64Array(length));
  let count = 0;
  for (let row = 0; row < length; row++) {
    const [first, second] = [system[row]!, user[row]!];
    if (ofUser[second] === 0) {
      withSystem[second] = first;
      ofUser[second] = ++count;
    }
    if (withSystem[second] === first) {
      prompt[row] = ofUser[second]! - 1;
      continue;
    }
    keys[count] = first * 2 ** 26 + second;
    const known = pairs.find(keys[count]!, keys);
    if (known < 0) pairs.add(count, keys[count]!);
    prompt[row] = known < 0 ? count++ : known;
  }
  return prompt;
}
