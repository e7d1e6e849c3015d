/**
 * Gives prompts that the splitting put aside to the template their account uses. A filler that several templates share
 * can draw single prompts out of each of them; but an account uses few templates, and what else it sends shows which.
 */
import { combine32 } from '../math/hash.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import type { TemplateKey, TemplateTree } from './template-tree.ts';

/** Share of a key's letters that a prompt must hold to be of that template, and to be an edited copy of it. */
const FITS = 0.9;
const EDITED = 0.5;
/** How many times the letters that the present template explains an edited copy must hold. */
const EXPLAINED = 2;
/** Support is weighed by the letters of the key up to this many: a short key fits by chance. */
const NAMING_LETTERS = 150;
/** The other template must have so many times the support. */
const MORE = 3;
/** Rounds; each sees the sizes that the one before left. A fourth moves nothing that matters. */
const ROUNDS = 3;
/**
 * A template of that many times the letters of one it contains is more than that one with a filler when it is in use:
 * with so many prompts in the account, or with a comparable number of prompts altogether.
 */
const LARGER = 2;
const IN_USE = 3;
const COMPARABLE = 0.25;

/** Number in `tree.keys` of each prompt's template, or -1. `accounts`: who sent each prompt first. */
export function assignTemplates(prompts: PromptBlocks, tree: TemplateTree, accounts: Uint32Array): Int32Array {
  const { keys } = tree;
  const typical = typicalLetters(prompts);
  const keyLetters = Float64Array.from(keys, (key) => key.blocks.reduce((sum, b) => sum + typical[b]!, 0));
  const fitting = fittingTemplates(prompts, keys, typical, keyLetters);
  const blocks = keys.map((key) => new Set(key.blocks));
  const inside = (small: number, large: number): boolean => {
    const common = keys[small]!.blocks.reduce((sum, b) => sum + (blocks[large]!.has(b) ? typical[b]! : 0), 0);
    return common >= FITS * keyLetters[small]!;
  };

  const worth = (number: number, inAccount: number, everywhere: number): number =>
    support(inAccount, everywhere) * Math.min(NAMING_LETTERS, keyLetters[number]!);
  /** Whether a prompt may leave `own` for `other`, of which it holds that share. */
  const mayLeave = (own: number, other: number, share: number, inUse: boolean): boolean => {
    if (own < 0) return true;
    if (share < FITS) return share * keyLetters[other]! >= EXPLAINED * keyLetters[own]!;
    if (keys[own]!.below && !keys[other]!.below) return false;
    return !(inUse && keyLetters[own]! >= LARGER * keyLetters[other]! && inside(other, own));
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
        const inUse = (a: number, b: number): boolean => here[a]! >= IN_USE || size[a]! >= COMPARABLE * size[b]!;
        let most = own < 0 ? 0 : MORE * worth(own, here[own]! - 1, size[own]! - 1);
        for (const { number: other, share } of fitting(prompt)) {
          if (other === own || !size[other] || !mayLeave(own, other, share, inUse(own, other))) continue;
          const value = share * worth(other, here[other]!, size[other]);
          if (value <= most) continue;
          most = value;
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

/** Mean letters of each block over the prompts that hold it. */
function typicalLetters({ block, letters, blocks }: PromptBlocks): Float64Array {
  const sum = new Float64Array(blocks);
  const count = new Uint32Array(blocks);
  for (let at = 0; at < block.length; at++) {
    sum[block[at]!]! += letters[at]!;
    count[block[at]!]!++;
  }
  return sum.map((value, b) => value / Math.max(1, count[b]!));
}

interface Fit {
  number: number;
  /** Share of the key's letters that the prompt holds. */
  share: number;
}

/** Which templates a prompt fits at least as an edited copy, ascending. Prompts with the same blocks fit the same: they are compared once. */
function fittingTemplates(
  { start, block, blocks }: PromptBlocks,
  keys: readonly TemplateKey[],
  typical: Float64Array,
  keyLetters: Float64Array,
): (prompt: number) => readonly Fit[] {
  const holders: number[][] = Array.from({ length: blocks }, () => []);
  keys.forEach((key, number) => key.blocks.forEach((b) => holders[b]!.push(number)));
  const heldLetters = new Float64Array(keys.length);
  const known = new Map<number, readonly Fit[]>();
  const ofPrompt: (readonly Fit[])[] = [];
  return (prompt) => (ofPrompt[prompt] ??= compared(prompt));

  function compared(prompt: number): readonly Fit[] {
    let signature = 1;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) signature = combine32(signature, block[at]! + 1);
    const before = known.get(signature);
    if (before) return before;
    const touched: number[] = [];
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      for (const number of holders[block[at]!]!) {
        if (heldLetters[number] === 0) touched.push(number);
        heldLetters[number]! += typical[block[at]!]!;
      }
    }
    const fits = touched
      .map((number) => ({ number, share: heldLetters[number]! / keyLetters[number]! }))
      .filter(({ share }) => share >= EDITED)
      .sort((x, y) => x.number - y.number);
    for (const number of touched) heldLetters[number] = 0;
    known.set(signature, fits);
    return fits;
  }
}
