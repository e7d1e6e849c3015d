/**
 * Gives prompts that the splitting put aside to the template their account uses. A filler that several templates share
 * can draw single prompts out of each of them; but an account uses few templates, and what else it sends shows which.
 */
import type { PromptBlocks } from './prompt-blocks.ts';
import { TemplateFits } from './template-fits.ts';
import type { TemplateTree } from './template-tree.ts';

/** Share of a key's letters that a prompt must hold to be of that template, and to be an edited copy of it. */
const FITS = 0.9;
const EDITED = 0.5;
/** How many times the letters explained by the present template an edited copy must hold. */
const EXPLAINED = 2;
/** Support is weighed by the letters of the key up to this many: a short key fits by chance. */
const NAMING_LETTERS = 150;
/** The other template must have this many times the support. */
const MORE = 3;
/** Rounds; each sees the sizes left by the previous one. A fourth changes nothing that matters. */
const ROUNDS = 3;
/**
 * A template with this many times the letters of one it contains counts as more than that one with a filler if it is in use:
 * with this many prompts in the account, or with a comparable number of prompts altogether.
 */
const LARGER = 2;
const IN_USE = 3;
const COMPARABLE = 0.25;

/** Number in `tree.keys` of the template of each distinct prompt, or -1. */
export function assignTemplates(prompts: PromptBlocks, tree: TemplateTree): Int32Array {
  const { keys } = tree;
  const typical = typicalLetters(prompts);
  const keyLetters = Float64Array.from(keys, (key) => key.blocks.reduce((sum, b) => sum + typical[b]!, 0));
  const fits = new TemplateFits(prompts, keys, typical, keyLetters, EDITED);
  const blocks = keys.map((key) => new Set(key.blocks));
  const inside = (small: number, large: number): boolean => {
    const common = keys[small]!.blocks.reduce((sum, b) => sum + (blocks[large]!.has(b) ? typical[b]! : 0), 0);
    return common >= FITS * keyLetters[small]!;
  };

  const naming = keyLetters.map((letters) => Math.min(NAMING_LETTERS, letters));
  /** Whether a prompt may leave `own` for `other`, of which it holds the given share. */
  const mayLeave = (own: number, other: number, share: number, inUse: boolean): boolean => {
    if (own < 0) return true;
    if (share < FITS) return share * keyLetters[other]! >= EXPLAINED * keyLetters[own]!;
    if (keys[own]!.below && !keys[other]!.below) return false;
    return !(inUse && keyLetters[own]! >= LARGER * keyLetters[other]! && inside(other, own));
  };

  const { account } = prompts;
  let result = tree.ofPrompt;
  const here = new Uint32Array(keys.length);
  for (let round = 0; round < ROUNDS; round++) {
    const size = new Uint32Array(keys.length);
    for (const number of result) if (number >= 0) size[number]!++;
    const sizeCounts = Float64Array.from(size, elsewhere);
    const lessOne = Float64Array.from(size, (prompts) => elsewhere(prompts - 1));
    const next = result.slice();
    let isSame = true;
    for (let from = 0, to = 0; from < account.length; from = to) {
      for (; to < account.length && account[to] === account[from]; to++) if (result[to]! >= 0) here[result[to]!]!++;
      for (let i = from; i < to; i++) {
        const own = result[i]!;
        const inUse = (a: number, b: number): boolean => here[a]! >= IN_USE || size[a]! >= COMPARABLE * size[b]!;
        let most = own < 0 ? 0 : MORE * ((here[own]! - 1 + lessOne[own]!) * naming[own]!);
        const place = fits.placeOf[i]!;
        for (let at = fits.start[place]!; at < fits.start[place + 1]!; at++) {
          const other = fits.number[at]!;
          if (other === own || !size[other]) continue;
          const share = fits.share[at]!;
          const value = share * ((here[other]! + sizeCounts[other]!) * naming[other]!);
          if (value <= most || !mayLeave(own, other, share, inUse(own, other))) continue;
          most = value;
          next[i] = other;
          isSame = false;
        }
      }
      for (let i = from; i < to; i++) if (result[i]! >= 0) here[result[i]!] = 0;
    }
    if (isSame) break;
    result = next;
  }
  const assigned = new Int32Array(account.length);
  for (let i = 0; i < assigned.length; i++) assigned[prompts.number[i]!] = result[i]!;
  return assigned;
}

/** Prompts in the account count one by one; prompts elsewhere decide only between templates that the account lacks. */
const elsewhere = (prompts: number): number => 0.2 * Math.log1p(prompts);

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
