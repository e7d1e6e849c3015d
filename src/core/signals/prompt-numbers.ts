import { HashIndex } from '../math/hash-index.ts';

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
  // Prompt and one more of texts that are all of a prompt, which is most often so; pairs are looked up.
  const alone = { user: new Uint32Array(textCount), system: new Uint32Array(textCount) };
  const pairs = new HashIndex();
  /** By prompt; only those of two texts have one. */
  const keys = new Float64Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const [first, second] = [system[row]!, user[row]!];
    if (first === 0 || second === 0) {
      const known = first === 0 ? alone.user : alone.system;
      const text = first === 0 ? second : first;
      if (known[text] === 0) known[text] = ++count;
      prompt[row] = known[text]! - 1;
      continue;
    }
    keys[count] = first * 2 ** 26 + second;
    const known = pairs.find(keys[count]!, keys);
    if (known < 0) pairs.add(count, keys);
    prompt[row] = known < 0 ? count++ : known;
  }
  return prompt;
}
