/** What a set of prompts has in common: how often each block occurs in it, where it stands, and who sends it. */
import { HOLDS } from '../frames/frame-clauses.ts';
import type { PromptBlocks } from './prompt-blocks.ts';

export interface BlockCount {
  block: number;
  members: number;
  /** Letters in an average member. */
  letters: number;
  /**
   * Of the other members of the same account, the share that holds the block, seen from a member that holds it: 1 when
   * whoever sends it sends nothing else here, the block's overall share when it is filled in like a slot.
   */
  within: number;
  /** Members in accounts with other members to compare. */
  compared: number;
  /** Share of members in which it is in the user message while the key is in the system prompt alone. */
  below: number;
  /** Share of members in which it opens or closes the user message. */
  edge: number;
  /** Share of members in which it closes a slot. */
  closes: number;
  /** Different user messages: a lower bound. */
  users: number;
}

/** Sums of one block, side by side, so that all its counts share a cache line. */
const WIDTH = 8;
const [MEMBERS, HERE, LETTERS, BELOW, EDGE, CLOSES, FIRST_USER, OTHER_USERS] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Counts in columns that are allocated once and cleared after each use: a split looks at few of all blocks. */
export class BlockCounter {
  private readonly sums: Float64Array;
  private readonly within: Float64Array;
  private readonly compared: Uint32Array;
  /** 1 for blocks of the key, while it counts. */
  private readonly inKey: Uint8Array;
  /** Blocks in order of first appearance: of the members, and of one account's. */
  private readonly touched: Uint32Array;
  private readonly local: Uint32Array;
  private found = 0;
  private here = 0;

  constructor(private readonly prompts: PromptBlocks) {
    this.sums = new Float64Array(WIDTH * prompts.blocks);
    this.within = new Float64Array(prompts.blocks);
    this.compared = new Uint32Array(prompts.blocks);
    this.inKey = new Uint8Array(prompts.blocks);
    this.touched = new Uint32Array(prompts.blocks);
    this.local = new Uint32Array(prompts.blocks);
  }

  /** `members` must be ascending. */
  count(members: Uint32Array, key: ReadonlySet<number>): BlockCount[] {
    const { inKey } = this;
    this.found = 0;
    for (const block of key) inKey[block] = 1;
    this.addAll(members, key.size === 0);
    for (const block of key) inKey[block] = 0;
    return Array.from(this.touched.subarray(0, this.found), (block) => this.take(block));
  }

  /** By itself: what is compiled while a long loop runs is left behind the loop, and the whole function is then never compiled. */
  private addAll(members: Uint32Array, noKey: boolean): void {
    const { account: accounts } = this.prompts;
    for (let from = 0, to = 0; from < members.length; from = to) {
      const account = accounts[members[from]!]!;
      this.here = 0;
      for (; to < members.length && accounts[members[to]!] === account; to++) this.add(members[to]!, noKey);
      this.closeAccount(to - from);
    }
  }

  private add(prompt: number, noKey: boolean): void {
    const { sums, inKey, touched, local } = this;
    const { start, block, letters, flags, user } = this.prompts;
    const first = start[prompt]!;
    const end = start[prompt + 1]!;
    let below = !noKey;
    for (let at = first; at < end && below; at++) below = (flags[at]! & HOLDS.system) !== 0 || inKey[block[at]!] === 0;
    for (let at = first; at < end; at++) {
      const sum = WIDTH * block[at]!;
      const flag = flags[at]!;
      if (sums[sum + HERE]!++ === 0) local[this.here++] = block[at]!;
      if (sums[sum + MEMBERS]!++ === 0) {
        touched[this.found++] = block[at]!;
        sums[sum + FIRST_USER] = user[prompt]!;
      } else if (sums[sum + FIRST_USER] !== user[prompt]) sums[sum + OTHER_USERS]!++;
      sums[sum + LETTERS]! += letters[at]!;
      if (flag === HOLDS.system) continue;
      if (below && (flag & HOLDS.system) === 0) sums[sum + BELOW]!++;
      if ((flag & HOLDS.edge) !== 0) sums[sum + EDGE]!++;
      if ((flag & HOLDS.closes) !== 0) sums[sum + CLOSES]!++;
    }
  }

  private closeAccount(members: number): void {
    const { sums, within, compared, local } = this;
    for (let i = 0; i < this.here; i++) {
      const one = local[i]!;
      const n = sums[WIDTH * one + HERE]!;
      sums[WIDTH * one + HERE] = 0;
      if (members < 2) continue;
      within[one]! += (n * (n - 1)) / (members - 1);
      compared[one]! += n;
    }
  }

  private take(block: number): BlockCount {
    const { sums, within, compared } = this;
    const sum = WIDTH * block;
    const members = sums[sum + MEMBERS]!;
    const count: BlockCount = {
      block,
      members,
      letters: sums[sum + LETTERS]! / members,
      within: within[block]! / Math.max(1, compared[block]!),
      compared: compared[block]!,
      below: sums[sum + BELOW]! / members,
      edge: sums[sum + EDGE]! / members,
      closes: sums[sum + CLOSES]! / members,
      users: sums[sum + OTHER_USERS]! + 1,
    };
    // Eight values: calling `fill` costs more.
    for (let i = 0; i < WIDTH; i++) sums[sum + i] = 0;
    within[block] = compared[block] = 0;
    return count;
  }
}
