/** What a set of prompts has in common: how often each block occurs in it, where it stands, and who sends it. */
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
  /** Share of members in which it stands in the user message while the key is in the system prompt alone. */
  below: number;
  /** Share of members in which it opens or closes the user message. */
  edge: number;
  /** Share of members in which it closes a slot. */
  closes: number;
  /** Different user messages, at least so many. */
  users: number;
}

/** Counts with columns that are made once and cleared after each use: a split looks at few of all blocks. */
export class BlockCounter {
  private readonly members: Uint32Array;
  private readonly here: Uint32Array;
  private readonly letters: Float64Array;
  private readonly within: Float64Array;
  private readonly compared: Uint32Array;
  private readonly below: Uint32Array;
  private readonly edge: Uint32Array;
  private readonly closes: Uint32Array;
  private readonly firstUser: Uint32Array;
  private readonly otherUsers: Uint32Array;
  /** 1 for blocks of the key, while it counts. */
  private readonly inKey: Uint8Array;

  constructor(
    private readonly prompts: PromptBlocks,
    private readonly accounts: Uint32Array,
  ) {
    const counts = (): Uint32Array => new Uint32Array(prompts.blocks);
    this.members = counts();
    this.here = counts();
    this.letters = new Float64Array(prompts.blocks);
    this.within = new Float64Array(prompts.blocks);
    this.compared = counts();
    this.below = counts();
    this.edge = counts();
    this.closes = counts();
    this.firstUser = counts();
    this.otherUsers = counts();
    this.inKey = new Uint8Array(prompts.blocks);
  }

  /** `members` must be ordered by account. */
  count(members: Uint32Array, key: ReadonlySet<number>): BlockCount[] {
    const touched: number[] = [];
    const local: number[] = [];
    for (const block of key) this.inKey[block] = 1;
    for (let from = 0, to = 0; from < members.length; from = to) {
      const account = this.accounts[members[from]!]!;
      local.length = 0;
      for (; to < members.length && this.accounts[members[to]!] === account; to++) {
        this.add(members[to]!, key.size === 0, local, touched);
      }
      for (const block of local) {
        const n = this.here[block]!;
        this.here[block] = 0;
        if (to - from < 2) continue;
        this.within[block]! += (n * (n - 1)) / (to - from - 1);
        this.compared[block]! += n;
      }
    }
    for (const block of key) this.inKey[block] = 0;
    return touched.map((block) => this.take(block));
  }

  private add(prompt: number, noKey: boolean, local: number[], touched: number[]): void {
    const { start, block, letters, system, edge, closes, user } = this.prompts;
    const to = start[prompt + 1]!;
    let keyInUser = noKey;
    for (let at = start[prompt]!; at < to && !keyInUser; at++) keyInUser = !system[at] && this.inKey[block[at]!] === 1;
    for (let at = start[prompt]!; at < to; at++) {
      const b = block[at]!;
      if (this.here[b]!++ === 0) local.push(b);
      if (this.members[b]!++ === 0) {
        touched.push(b);
        this.firstUser[b] = user[prompt]!;
      } else if (this.firstUser[b] !== user[prompt]) this.otherUsers[b]!++;
      this.letters[b]! += letters[at]!;
      if (!system[at] && !keyInUser) this.below[b]!++;
      this.edge[b]! += edge[at]!;
      this.closes[b]! += closes[at]!;
    }
  }

  private take(block: number): BlockCount {
    const members = this.members[block]!;
    const count: BlockCount = {
      block,
      members,
      letters: this.letters[block]! / members,
      within: this.within[block]! / Math.max(1, this.compared[block]!),
      compared: this.compared[block]!,
      below: this.below[block]! / members,
      edge: this.edge[block]! / members,
      closes: this.closes[block]! / members,
      users: this.otherUsers[block]! + 1,
    };
    this.members[block] = this.letters[block] = this.within[block] = this.compared[block] = 0;
    this.below[block] = this.edge[block] = this.closes[block] = this.otherUsers[block] = 0;
    return count;
  }
}
