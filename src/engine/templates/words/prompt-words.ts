/**
 * What prompts of one template say beyond the template: their words, each weighed by how few of the prompts have it (inverse
 * document frequency, Spärck Jones 1972). Words of the template itself are in all of them and weigh nothing.
 */
import { hash32 } from '../../../math/hash.ts';

/** A prompt as a vector of length 1. Words that no other prompt has count for its length and are not kept. */
export interface PromptWords {
  /** Hashes of words, ascending. */
  words: Uint32Array;
  /** The weight of each. */
  weights: Float32Array;
}

/** Of a longer prompt so many characters are read, at its beginning and at its end. */
const [BEGINNING, END] = [2000, 4000];

/** Words of prompts of one template, in their order; undefined where a prompt could not be read. */
export function promptWords(prompts: readonly (string | undefined)[]): (PromptWords | undefined)[] {
  const sets = prompts.map((prompt) => (prompt === undefined ? undefined : wordsIn(prompt)));
  const all = sets.filter((set) => set !== undefined).length;
  const having = new Map<number, number>();
  for (const set of sets) for (const word of set ?? []) having.set(word, (having.get(word) ?? 0) + 1);
  /** Of a word that so many prompts have. */
  const weight = Float64Array.from({ length: all + 1 }, (_, prompts) => Math.log(all / prompts));
  return sets.map((set) => {
    if (!set) return undefined;
    const own: number[] = [];
    const kept: number[] = [];
    for (const word of set) {
      const prompts = having.get(word)!;
      own.push(weight[prompts]!);
      if (prompts > 1 && prompts < all) kept.push(word);
    }
    const length = Math.hypot(...own);
    const words = Uint32Array.from(kept).sort();
    return { words, weights: Float32Array.from(words, (word) => weight[having.get(word)!]! / length) };
  });
}

/** Cosine of the angle between two prompts of one template: 0 if they have no word in common, 1 if they have all. */
export function alikeness({ words, weights }: PromptWords, { words: others, weights: theirs }: PromptWords): number {
  let [sum, i, j] = [0, 0, 0];
  while (i < words.length && j < others.length) {
    const one = words[i]!;
    const other = others[j]!;
    if (one === other) sum += weights[i]! * theirs[j]!;
    if (one <= other) i++;
    if (other <= one) j++;
  }
  return sum;
}

/** Scripts that put no spaces between words: there each pair of characters counts as one. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Shorter words are articles and the like. Longer ones are cut: what a log calls a word has no limit. */
const WORD = /[\p{L}\p{N}_]{2,40}/gu;
const SHORTEST = 3;

function wordsIn(prompt: string): Set<number> {
  const text =
    prompt.length <= BEGINNING + END ? prompt : `${prompt.slice(0, BEGINNING)} ${prompt.slice(prompt.length - END)}`;
  const words = new Set<number>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (UNSPACED.test(word)) for (let at = 0; at + 2 <= word.length; at++) words.add(hash32(word.slice(at, at + 2)));
    else if (word.length >= SHORTEST) words.add(hash32(word));
  }
  return words;
}
