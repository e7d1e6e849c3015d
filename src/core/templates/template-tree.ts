/**
 * Finds templates by splitting the prompts again and again: all prompts by the block that names most of them best, then
 * each part by what else its members share. What remains in a part once no block splits it is one template; its key is
 * the set of blocks on the way down. Blocks that many members have in few variants (documents, questions) are slots.
 */
import { combine32 } from '../math/hash.ts';
import type { PromptBlocks } from './prompt-blocks.ts';

/** Different prompts a template needs; below, a shared text is a coincidence or a quotation. */
export const MIN_MEMBERS = 8;
/** A block names a template by its letters up to this many: beyond, more text does not make it more of a name. */
export const NAMING_LETTERS = 150;
/** A block of that share of the members is part of the key. */
const ALWAYS = 0.9;
/** Letters a preamble (what stands before the key) needs to make an app of its own. */
const PREAMBLE_LETTERS = 20;

/** What a block of the user message needs where the key is a system prompt that everybody shares. */
const BELOW = { share: 0.004, letters: 20 };
/** Letters of a block before the key that make it an app's own introduction. */
const AHEAD_LETTERS = 30;
/** Share of members that the templates of a split must cover, and the most templates that may be needed for it. */
const COVERED = 0.5;
const ALTERNATIVES = 8;

export interface TemplateKey {
  /** Block numbers, ascending. */
  blocks: number[];
  /** Number of distinct prompts that the splitting left with this key. */
  members: number;
}

/** Keys of all templates found, in a canonical order. */
export function templateKeys(prompts: PromptBlocks): TemplateKey[] {
  const keys = new Map<string, TemplateKey>();
  const everything = Array.from({ length: prompts.prompts }, (_, prompt) => prompt);
  new Splitter(prompts, (key, members) => {
    const blocks = [...key].sort((a, b) => a - b);
    const name = blocks.join();
    keys.set(name, { blocks, members: members + (keys.get(name)?.members ?? 0) });
  }).split(everything, new Set());
  return [...keys].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, key]) => key);
}

/** What a part's members have in common beyond its key. */
interface BlockCount {
  members: number;
  letters: number;
  /** Members in which the block stands between blocks of the key: a slot's content rather than a part of the frame. */
  enclosed: number;
  /** Members in which the block stands before the key. */
  ahead: number;
  /** Members in which the block is in the user message while the key is in the system prompt alone. */
  below: number;
  /** Members in which the block opens or closes the user message. */
  edge: number;
  /** Different user messages among the members whose user message holds it, counted up to `MIN_MEMBERS`. */
  users: Set<number>;
}

class Splitter {
  constructor(
    private readonly prompts: PromptBlocks,
    private readonly found: (key: ReadonlySet<number>, members: number) => void,
  ) {}

  split(members: readonly number[], key: Set<number>): void {
    const counts = this.count(members, key);
    if (key.size) {
      for (const [block, count] of counts) {
        if (count.members < ALWAYS * members.length) continue;
        key.add(block);
        counts.delete(block);
      }
      const preambles = this.preambles(members, key);
      if (preambles.length) {
        const taken = new Set(preambles.flat());
        for (const part of preambles) this.split(part, new Set([...key, ...this.common(part)]));
        const rest = members.filter((prompt) => !taken.has(prompt));
        if (rest.length) this.split(rest, key);
        return;
      }
    }
    const worth = this.candidates(counts, members, this.keyLetters(members, key));
    const { parts, rest } = this.partition(members, worth);
    if (key.size && rest.length) this.found(key, rest.length);
    for (const [block, part] of parts) this.split(part, new Set([...key, block]));
  }

  private count(members: readonly number[], key: ReadonlySet<number>): Map<number, BlockCount> {
    const { start, block, letters, system, edge, user } = this.prompts;
    const counts = new Map<number, BlockCount>();
    for (const prompt of members) {
      let first = -1;
      let last = -1;
      let keyInUser = key.size === 0;
      for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
        if (!key.has(block[at]!)) continue;
        if (first < 0) first = at;
        last = at;
        if (!system[at]) keyInUser = true;
      }
      for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
        if (key.has(block[at]!)) continue;
        let count = counts.get(block[at]!);
        if (!count)
          counts.set(
            block[at]!,
            (count = { members: 0, letters: 0, enclosed: 0, ahead: 0, below: 0, edge: 0, users: new Set() }),
          );
        count.members++;
        count.letters += letters[at]!;
        if (at > first && at < last) count.enclosed++;
        else if (at < first) count.ahead++;
        if (!keyInUser && !system[at]) count.below++;
        count.edge += edge[at]!;
        if (!system[at] && count.users.size < MIN_MEMBERS) count.users.add(user[prompt]!);
      }
    }
    return counts;
  }

  /** Blocks worth splitting by, with their worth: members named times letters of the name. */
  private candidates(
    counts: ReadonlyMap<number, BlockCount>,
    members: readonly number[],
    keyLetters: number,
  ): Map<number, number> {
    const worth = new Map<number, number>();
    const doubtful: number[] = [];
    for (const [block, count] of counts) {
      const letters = count.letters / count.members;
      const mostly = (part: number): boolean => part >= 0.8 * count.members;
      if (count.members < MIN_MEMBERS || letters < 8) continue;
      // Fixed text in user messages must frame different messages: one message sent under many system prompts is none.
      if (count.users.size > 0 && count.users.size < MIN_MEMBERS) continue;
      if (mostly(count.below)) {
        if (letters < BELOW.letters || count.members < BELOW.share * members.length || !mostly(count.edge)) continue;
      } else if (keyLetters >= 25 && !(mostly(count.ahead) && letters >= AHEAD_LETTERS)) {
        // The longer the key, the more a further block must say, and the more members it must hold, to be more than a slot.
        if (count.members < (keyLetters < 60 ? 0.03 : 0.04) * members.length) continue;
        if (letters < Math.min(60, 0.15 * keyLetters)) continue;
        doubtful.push(block);
      }
      worth.set(block, count.members * Math.min(NAMING_LETTERS, letters));
    }
    if (!this.coverMost(members, doubtful, worth)) for (const block of doubtful) worth.delete(block);
    return worth;
  }

  /**
   * Whether few of the blocks suffice to cover most members, taking the worthiest first. Templates over one frame are few;
   * contents of slots are many, so that each covers little.
   */
  private coverMost(
    members: readonly number[],
    blocks: readonly number[],
    worth: ReadonlyMap<number, number>,
  ): boolean {
    const best = [...blocks].sort((a, b) => worth.get(b)! - worth.get(a)! || a - b);
    let open = members;
    let picks = 0;
    for (const pick of best) {
      const left = open.filter((prompt) => !this.holds(prompt, pick));
      if (open.length - left.length < MIN_MEMBERS) continue;
      open = left;
      if (open.length <= (1 - COVERED) * members.length) return true;
      if (++picks >= ALTERNATIVES) return false;
    }
    return false;
  }

  private holds(prompt: number, wanted: number): boolean {
    const { start, block } = this.prompts;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) if (block[at] === wanted) return true;
    return false;
  }

  /** Puts each member to its worthiest block; parts that stay too small are dissolved into the next best. */
  private partition(
    members: readonly number[],
    worth: ReadonlyMap<number, number>,
  ): { parts: Map<number, number[]>; rest: number[] } {
    const parts = new Map<number, number[]>();
    const rest: number[] = [];
    const place = (prompt: number, allowed: (block: number) => boolean): void => {
      const best = this.worthiest(prompt, worth, allowed);
      if (best < 0) rest.push(prompt);
      else {
        const part = parts.get(best);
        if (part) part.push(prompt);
        else parts.set(best, [prompt]);
      }
    };
    for (const prompt of members) place(prompt, () => true);
    const small = [...parts].filter(([, part]) => part.length < MIN_MEMBERS);
    for (const [block] of small) parts.delete(block);
    const standing = new Set(parts.keys());
    for (const [, part] of small) for (const prompt of part) place(prompt, (block) => standing.has(block));
    return { parts, rest };
  }

  private worthiest(prompt: number, worth: ReadonlyMap<number, number>, allowed: (block: number) => boolean): number {
    const { start, block } = this.prompts;
    let best = -1;
    let most = 0;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      const value = worth.get(block[at]!) ?? 0;
      if (value > most && allowed(block[at]!)) {
        most = value;
        best = block[at]!;
      }
    }
    return best;
  }

  /** Parts of the members that share the same blocks before the key: different apps over one stock template. */
  private preambles(members: readonly number[], key: ReadonlySet<number>): number[][] {
    const { start, block, letters } = this.prompts;
    const parts = new Map<number, number[]>();
    for (const prompt of members) {
      let signature = 0;
      let size = 0;
      for (let at = start[prompt]!; at < start[prompt + 1]! && !key.has(block[at]!); at++) {
        signature = combine32(signature, block[at]! + 1);
        size += letters[at]!;
      }
      if (size < PREAMBLE_LETTERS) continue;
      const part = parts.get(signature);
      if (part) part.push(prompt);
      else parts.set(signature, [prompt]);
    }
    return [...parts.values()].filter((part) => part.length >= MIN_MEMBERS && part.length < 0.95 * members.length);
  }

  /** Blocks that nearly all members have. */
  private common(members: readonly number[]): number[] {
    return [...this.count(members, new Set())]
      .filter(([, c]) => c.members >= ALWAYS * members.length)
      .map(([block]) => block);
  }

  /** Letters of the key in an average member. */
  private keyLetters(members: readonly number[], key: ReadonlySet<number>): number {
    const { start, block, letters } = this.prompts;
    let sum = 0;
    for (const prompt of members)
      for (let at = start[prompt]!; at < start[prompt + 1]!; at++) if (key.has(block[at]!)) sum += letters[at]!;
    return sum / Math.max(1, members.length);
  }
}
