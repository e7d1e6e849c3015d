/**
 * Gives prompts that the splitting put aside to the template their account uses. A filler that several templates share
 * can draw single prompts out of each of them; but an account uses few templates, and what else it sends shows which.
 */
import { combine32 } from '../math/hash.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import type { TemplateKey, TemplateTree } from './template-tree.ts';

/** Share of a key's letters, and of its blocks, that a prompt must hold to be of that template. */
const FITS = { letters: 0.9, blocks: 0.8 };
/** Rounds; each sees the sizes that the one before left. A fourth moves nothing that matters. */
const ROUNDS = 3;
/** The other template must have so many times the prompts in the account. */
const MORE = 3;
/** A key of few letters fits by chance, and says less than the present key: it needs more still. */
const SHORT = { letters: 40, more: 10 };
const LESS = { share: 0.1, more: 100 };
/** Prompts an account must have of a template that is larger by half than the one it contains to be using it. */
const IN_USE = 3;

/** Number in `tree.keys` of each prompt's template, or -1. `accounts`: who sent each prompt first. */
export function assignTemplates(prompts: PromptBlocks, tree: TemplateTree, accounts: Uint32Array): Int32Array {
  const { keys } = tree;
  const keyLetters = lettersOf(prompts, keys);
  const fitting = fittingTemplates(prompts, keys, keyLetters);
  const blocks = keys.map((key) => new Set(key.blocks));
  const inside = (small: number, large: number): boolean => keys[small]!.blocks.every((b) => blocks[large]!.has(b));

  /** How many times the prompts `other` needs to take one from `own`. */
  const barrier = (own: number, other: number, ownHere: number): number => {
    if (keys[own]!.below && !keys[other]!.below) return Infinity;
    const contained = keyLetters[own]! >= 2 * keyLetters[other]! && ownHere >= IN_USE && inside(other, own);
    if (contained) return Infinity;
    if (keyLetters[other]! < LESS.share * keyLetters[own]!) return LESS.more;
    return keyLetters[other]! < SHORT.letters ? SHORT.more : MORE;
  };

  let result = tree.ofPrompt.slice();
  const order = Uint32Array.from(result.keys()).sort((a, b) => accounts[a]! - accounts[b]! || a - b);
  const here = new Uint32Array(keys.length);
  for (let round = 0; round < ROUNDS; round++) {
    const size = new Uint32Array(keys.length);
    for (const number of result) if (number >= 0) size[number]!++;
    const next = result.slice();
    for (let from = 0, to = 0; from < order.length; from = to) {
      for (; to < order.length && accounts[order[to]!] === accounts[order[from]!]; to++) {
        if (result[order[to]!]! >= 0) here[result[order[to]!]!]!++;
      }
      for (let i = from; i < to; i++) {
        const prompt = order[i]!;
        const own = result[prompt]!;
        let most = own < 0 ? 0 : support(here[own]! - 1, size[own]! - 1);
        for (const other of fitting(prompt)) {
          if (other === own || !size[other]) continue;
          const worth = support(here[other]!, size[other]) / (own < 0 ? 1 : barrier(own, other, here[own]!));
          if (worth <= most) continue;
          most = worth;
          next[prompt] = other;
        }
      }
      for (let i = from; i < to; i++) if (result[order[i]!]! >= 0) here[result[order[i]!]!] = 0;
    }
    if (next.every((number, prompt) => number === result[prompt])) break;
    result = next;
  }
  return result;
}

/** Prompts in the account count one by one; prompts elsewhere decide only between templates that the account lacks. */
const support = (inAccount: number, everywhere: number): number => inAccount + 0.2 * Math.log1p(everywhere);

/** Letters of each key in a prompt that holds all of it. */
function lettersOf({ block, letters, blocks }: PromptBlocks, keys: readonly TemplateKey[]): Float64Array {
  const typical = typicalLetters(block, letters, blocks);
  return Float64Array.from(keys, (key) => key.blocks.reduce((sum, b) => sum + typical[b]!, 0));
}

/** Mean letters of each block over the prompts that hold it. */
function typicalLetters(block: Uint32Array, letters: Uint16Array, blocks: number): Float64Array {
  const sum = new Float64Array(blocks);
  const count = new Uint32Array(blocks);
  for (let at = 0; at < block.length; at++) {
    sum[block[at]!]! += letters[at]!;
    count[block[at]!]!++;
  }
  return sum.map((value, b) => value / Math.max(1, count[b]!));
}

/** Which templates a prompt fits, ascending. Prompts with the same blocks fit the same: they are compared once. */
function fittingTemplates(
  { start, block, letters, blocks }: PromptBlocks,
  keys: readonly TemplateKey[],
  keyLetters: Float64Array,
): (prompt: number) => readonly number[] {
  const typical = typicalLetters(block, letters, blocks);
  const holders: number[][] = Array.from({ length: blocks }, () => []);
  keys.forEach((key, number) => key.blocks.forEach((b) => holders[b]!.push(number)));
  const heldLetters = new Float64Array(keys.length);
  const heldBlocks = new Uint32Array(keys.length);
  const known = new Map<number, readonly number[]>();
  return (prompt) => {
    let signature = 1;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) signature = combine32(signature, block[at]! + 1);
    const before = known.get(signature);
    if (before) return before;
    const touched: number[] = [];
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      for (const number of holders[block[at]!]!) {
        if (heldBlocks[number]!++ === 0) touched.push(number);
        heldLetters[number]! += typical[block[at]!]!;
      }
    }
    const fits = touched
      .filter(
        (number) =>
          heldLetters[number]! >= FITS.letters * keyLetters[number]! &&
          heldBlocks[number]! >= FITS.blocks * keys[number]!.blocks.length,
      )
      .sort((a, b) => a - b);
    for (const number of touched) heldLetters[number] = heldBlocks[number] = 0;
    known.set(signature, fits);
    return fits;
  };
}
