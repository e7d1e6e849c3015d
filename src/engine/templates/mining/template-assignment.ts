/**
 * Gives prompts that the splitting put aside to the template their account uses. A filler that several templates share
 * can draw single prompts out of each of them; but an account uses few templates, and what else it sends shows which.
 */
import { Scratch } from '../../../math/columns.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import { TemplateFits } from './template-fits.ts';
import type { TemplateKey, TemplateTree } from './template-tree.ts';

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
  using scratch = new Scratch();
  const moves = new Moves(prompts, tree.keys, scratch);
  // By turns: each round reads what the one before wrote.
  const rounds = [0, 1].map(() => scratch.keep(new Int32Array(tree.ofPrompt.length)));
  let result = tree.ofPrompt;
  for (let round = 0; round < ROUNDS; round++) {
    const next = rounds[round % 2]!;
    if (moves.from(result, next) === 0) break;
    result = next;
  }
  const assigned = new Int32Array(result.length);
  for (let i = 0; i < assigned.length; i++) assigned[prompts.number[i]!] = result[i]!;
  return assigned;
}

/** Where prompts go from the templates that they have. */
class Moves {
  private readonly typical: Float64Array;
  private readonly keyLetters: Float64Array;
  private readonly naming: Float64Array;
  private readonly fits: TemplateFits;
  private readonly blocks: ReadonlySet<number>[];
  /** Prompts of each template: in all, and in the account that is looked at. */
  private readonly size: Uint32Array;
  private readonly here: Uint32Array;
  /** What those elsewhere count, with and without one of them. */
  private readonly allCount: Float64Array;
  private readonly lessOne: Float64Array;

  constructor(
    private readonly prompts: PromptBlocks,
    private readonly keys: readonly TemplateKey[],
    scratch: Scratch,
  ) {
    const typical = typicalLetters(prompts);
    this.typical = typical;
    this.keyLetters = Float64Array.from(keys, (key) => key.blocks.reduce((sum, b) => sum + typical[b]!, 0));
    this.naming = this.keyLetters.map((letters) => Math.min(NAMING_LETTERS, letters));
    this.fits = scratch.keep(new TemplateFits(prompts, keys, typical, this.keyLetters, EDITED));
    this.blocks = keys.map((key) => new Set(key.blocks));
    this.size = new Uint32Array(keys.length);
    this.here = new Uint32Array(keys.length);
    this.allCount = new Float64Array(keys.length);
    this.lessOne = new Float64Array(keys.length);
  }

  /** Writes to `next` where prompts go; gives how many do. */
  from(result: Int32Array, next: Int32Array): number {
    const { account } = this.prompts;
    const { size } = this;
    size.fill(0);
    for (let i = 0; i < result.length; i++) if (result[i]! >= 0) size[result[i]!]!++;
    for (let number = 0; number < size.length; number++) {
      this.allCount[number] = elsewhere(size[number]!);
      this.lessOne[number] = elsewhere(size[number]! - 1);
    }
    next.set(result);
    let moved = 0;
    for (let from = 0, to = 0; from < account.length; from = to) {
      while (to < account.length && account[to] === account[from]) to++;
      moved += this.ofAccount(from, to, result, next);
    }
    return moved;
  }

  /** Moves the prompts of one account; gives how many of them. */
  private ofAccount(from: number, to: number, result: Int32Array, next: Int32Array): number {
    const { here } = this;
    for (let i = from; i < to; i++) if (result[i]! >= 0) here[result[i]!]!++;
    let moved = 0;
    for (let i = from; i < to; i++) {
      next[i] = this.best(result[i]!, this.fits.placeOf[i]!);
      if (next[i] !== result[i]) moved++;
    }
    for (let i = from; i < to; i++) if (result[i]! >= 0) here[result[i]!] = 0;
    return moved;
  }

  /** The template with most support among those that fit the prompts of a place, for one that has `own` or none. */
  private best(own: number, place: number): number {
    const { here, size, naming, allCount, fits } = this;
    let most = own < 0 ? 0 : MORE * ((here[own]! - 1 + this.lessOne[own]!) * naming[own]!);
    let best = own;
    for (let at = fits.start[place]!; at < fits.start[place + 1]!; at++) {
      const other = fits.number[at]!;
      if (other === own || size[other] === 0) continue;
      const share = fits.share[at]!;
      const value = share * ((here[other]! + allCount[other]!) * naming[other]!);
      if (value <= most || (own >= 0 && !this.mayLeave(own, other, share))) continue;
      most = value;
      best = other;
    }
    return best;
  }

  /** Whether a prompt may leave `own` for `other`, of which it holds the given share. */
  private mayLeave(own: number, other: number, share: number): boolean {
    const { keys, keyLetters, here, size } = this;
    if (share < FITS) return share * keyLetters[other]! >= EXPLAINED * keyLetters[own]!;
    if (keys[own]!.below && !keys[other]!.below) return false;
    const inUse = here[own]! >= IN_USE || size[own]! >= COMPARABLE * size[other]!;
    return !(inUse && keyLetters[own]! >= LARGER * keyLetters[other]! && this.isInside(other, own));
  }

  private isInside(small: number, large: number): boolean {
    const common = this.keys[small]!.blocks.reduce(
      (sum, b) => sum + (this.blocks[large]!.has(b) ? this.typical[b]! : 0),
      0,
    );
    return common >= FITS * this.keyLetters[small]!;
  }
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
