/**
 * Finds templates by repeatedly splitting the prompts: first by the blocks that name most of them best, then each part
 * by what else distinguishes some of its members. A part that cannot be split further is one template; its key is what
 * its members share. A block in few members is slot content, unless one of three things holds: the accounts that send
 * it send nothing else here, it is longer than everything the part has in common, or it is one of a few alternatives
 * that together cover all members.
 */
import { Scratch } from '../../../math/columns.ts';
import { type BlockCount, BlockCounter } from './block-counts.ts';
import type { PromptBlocks } from './prompt-blocks.ts';

/** Different prompts a template needs. */
const MIN_MEMBERS = 3;
/** A block names a template by its letters up to this many: beyond, more text does not make it more of a name. */
const NAMING_LETTERS = 150;
const MIN_LETTERS = 8;
/** A block in this share of the members is part of the key, and members must hold this share of the key's letters. */
const ALWAYS = 0.9;
const HELD = 0.7;
/** An account's own text: letters, members to judge by, and how nearly always its accounts send it. */
const OWN = { letters: 12, compared: 3, within: 0.75 };
/** A text larger than the key must still recur within accounts this often; otherwise it is a document under a short heading. */
const LARGER_WITHIN = 0.05;
/** A text in the user message under a system prompt that everybody shares, as the users of one assistant do: less text must come back more surely. */
const BELOW = { letters: 24, users: 8, within: 0.15, surely: 0.5, share: 0.8 };
/** Alternatives: their letters relative to the key, their share of members, how many at most, and how many they leave out. */
const ALTERNATIVE = { letters: 0.2, share: 0.03, most: 8, left: 0.1 };

export interface TemplateKey {
  /** Block numbers, ascending. */
  blocks: number[];
  /** The key tells user messages under one shared system prompt apart. */
  below: boolean;
}

export interface TemplateTree {
  keys: TemplateKey[];
  /** Number in `keys` of each prompt's template, or -1, in the order of `PromptBlocks`. */
  ofPrompt: Int32Array;
}

export function templateTree(prompts: PromptBlocks): TemplateTree {
  const splitter = new Splitter(prompts);
  using scratch = new Scratch();
  const framed = scratch.keep(new Uint32Array(prompts.prompts));
  let count = 0;
  for (let prompt = 0; prompt < prompts.prompts; prompt++)
    if (prompts.start[prompt + 1]! > prompts.start[prompt]!) framed[count++] = prompt;
  splitter.split(framed.subarray(0, count), new Set(), false);
  return { keys: splitter.keys, ofPrompt: splitter.ofPrompt };
}

const namingWorth = ({ members, letters }: BlockCount): number => members * Math.min(NAMING_LETTERS, letters);

class Splitter {
  readonly keys: TemplateKey[] = [];
  readonly ofPrompt: Int32Array;
  private readonly numbers = new Map<string, number>();
  private readonly counter: BlockCounter;
  /** What each block is worth as a name, and 1 for blocks of a key: filled while members are looked at, then cleared. */
  private readonly worth: Float64Array;
  private readonly inKey: Uint8Array;

  constructor(private readonly prompts: PromptBlocks) {
    this.ofPrompt = new Int32Array(prompts.prompts).fill(-1);
    this.counter = new BlockCounter(prompts);
    this.worth = new Float64Array(prompts.blocks);
    this.inKey = new Uint8Array(prompts.blocks);
  }

  /** `members` must be ordered, and all hold the blocks of `given`. */
  split(members: Uint32Array, given: ReadonlySet<number>, below: boolean): void {
    const counts = this.counter.count(members, given);
    const key = new Set(given);
    if (given.size) for (const c of counts) if (c.members >= ALWAYS * members.length) key.add(c.block);
    const keyLetters = counts.reduce((sum, c) => sum + (key.has(c.block) ? c.letters : 0), 0);
    if (key.size > given.size) {
      const strangers = this.strangers(members, key, keyLetters);
      if (strangers.length && strangers.length < members.length) {
        const apart = new Set(strangers);
        this.split(strangers, given, below);
        this.split(
          members.filter((prompt) => !apart.has(prompt)),
          key,
          below,
        );
        return;
      }
    }
    const open = counts.filter((c) => !key.has(c.block) && c.members >= MIN_MEMBERS && c.letters >= MIN_LETTERS);
    const lower = new Set(open.filter((c) => isBelow(c)));
    let names = open.filter((c) => !key.size || isOwn(c) || isLarger(c, keyLetters) || lower.has(c));
    if (!names.length) names = this.alternatives(members, open, keyLetters);
    const { parts, rest } = this.partition(members, names);
    const lowerBlocks = new Set(Array.from(lower, (c) => c.block));
    for (const [block, part] of parts) {
      using scratch = new Scratch();
      this.split(scratch.keep(part), new Set([...key, block]), below || lowerBlocks.has(block));
    }
    if (!rest.length) return;
    if (rest.length < members.length) this.split(rest, key, below);
    else if (key.size) this.found(key, rest, below);
  }

  private found(key: ReadonlySet<number>, members: Uint32Array, below: boolean): void {
    const blocks = [...key].sort((a, b) => a - b);
    const name = blocks.join();
    const number = this.numbers.get(name) ?? this.keys.length;
    if (number === this.keys.length) {
      this.numbers.set(name, number);
      this.keys.push({ blocks, below });
    }
    for (const prompt of members) this.ofPrompt[prompt] = number;
  }

  /** Few large blocks, or blocks that close slots, of which nearly every member holds one: templates over one preamble. */
  private alternatives(members: Uint32Array, open: readonly BlockCount[], keyLetters: number): BlockCount[] {
    const able = open
      .filter((c) => c.letters >= ALTERNATIVE.letters * keyLetters || c.closes >= 0.8)
      .filter((c) => c.members >= ALTERNATIVE.share * members.length && c.within >= ALTERNATIVE.share)
      .sort((a, b) => namingWorth(b) - namingWorth(a) || a.block - b.block);
    const picks: BlockCount[] = [];
    let left = members;
    for (const candidate of able) {
      const without = left.filter((prompt) => !this.holds(prompt, candidate.block));
      if (left.length - without.length < MIN_MEMBERS) continue;
      left = without;
      picks.push(candidate);
      if (left.length <= ALTERNATIVE.left * members.length) return picks.length > 1 ? picks : [];
      if (picks.length >= ALTERNATIVE.most) return [];
    }
    return [];
  }

  /** Assigns each member to the most telling block it holds; parts that stay too small go to the rest. */
  private partition(
    members: Uint32Array,
    names: readonly BlockCount[],
  ): { parts: Map<number, Uint32Array<ArrayBuffer>>; rest: Uint32Array } {
    const parts = new Map<number, Uint32Array<ArrayBuffer>>();
    if (names.length === 0) return { parts, rest: members };
    const { worth } = this;
    // What its own accounts send again and again is a better name than what occurs a little everywhere.
    for (const c of names) worth[c.block] = namingWorth(c) * (c.within + 0.02);
    /** Best block of each member and one more, or 0; parts come in the order in which their first members do. */
    using scratch = new Scratch();
    const best = scratch.keep(new Uint32Array(members.length));
    const sizes = new Map<number, number>();
    this.chooseBest(members, best, sizes);
    for (const { block: name } of names) worth[name] = 0;
    let left = members.length;
    for (const [name, size] of sizes) {
      if (size < MIN_MEMBERS) continue;
      parts.set(name, new Uint32Array(size));
      left -= size;
    }
    const rest = new Uint32Array(left);
    deal(members, best, parts, rest);
    return { parts, rest };
  }

  /** Notes the best block of each member, and how many have each. */
  private chooseBest(members: Uint32Array, best: Uint32Array, sizes: Map<number, number>): void {
    for (let i = 0; i < members.length; i++) {
      const block = this.bestOf(members[i]!);
      if (block < 0) continue;
      best[i] = block + 1;
      sizes.set(block, (sizes.get(block) ?? 0) + 1);
    }
  }

  /** The block of a prompt that is worth most, or -1. */
  private bestOf(prompt: number): number {
    const { worth } = this;
    const { start, block } = this.prompts;
    let [most, best] = [0, -1];
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      const value = worth[block[at]!]!;
      if (value <= most) continue;
      most = value;
      best = block[at]!;
    }
    return best;
  }

  /** Members that hold too little of a key. */
  private strangers(members: Uint32Array, key: ReadonlySet<number>, keyLetters: number): Uint32Array {
    const { start, block, letters } = this.prompts;
    for (const b of key) this.inKey[b] = 1;
    const found = members.filter((prompt) => {
      let held = 0;
      for (let at = start[prompt]!; at < start[prompt + 1]!; at++) if (this.inKey[block[at]!]) held += letters[at]!;
      return held < HELD * keyLetters;
    });
    for (const b of key) this.inKey[b] = 0;
    return found;
  }

  private holds(prompt: number, wanted: number): boolean {
    const { start, block } = this.prompts;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) if (block[at] === wanted) return true;
    return false;
  }
}

/** One message under many system prompts is filler; without different user messages nothing is set apart. */
const frames = (c: BlockCount): boolean => c.below < BELOW.share || c.users >= MIN_MEMBERS;
const isOwn = (c: BlockCount): boolean =>
  frames(c) && c.letters >= OWN.letters && c.compared >= OWN.compared && c.within >= OWN.within;
const isLarger = (c: BlockCount, keyLetters: number): boolean =>
  frames(c) && c.letters >= keyLetters && c.within >= LARGER_WITHIN;
const isBelow = (c: BlockCount): boolean =>
  c.below >= BELOW.share &&
  c.edge >= BELOW.share &&
  c.users >= BELOW.users &&
  ((c.letters >= BELOW.letters && c.within >= BELOW.within) || (c.letters >= MIN_LETTERS && c.within >= BELOW.surely));

/** Puts each member where its best block says, in order. */
function deal(
  members: Uint32Array,
  best: Uint32Array,
  parts: ReadonlyMap<number, Uint32Array>,
  rest: Uint32Array,
): void {
  const ends = new Map<Uint32Array, number>();
  for (let i = 0; i < members.length; i++) {
    const part = parts.get(best[i]! - 1) ?? rest;
    const end = ends.get(part) ?? 0;
    part[end] = members[i]!;
    ends.set(part, end + 1);
  }
}
