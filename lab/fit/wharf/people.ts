/** Who has an account: where they sit, what they send with, when they come and go. */
import type { Random } from '../../../src/math/random.ts';
import { rank } from './text/lexicon.ts';

export interface Account {
  id: string;
  organisation?: string;
  project?: string;
  addresses: readonly string[];
  agent: string;
  model: string;
  /** Seconds after a release at which this account takes the new model; never, for those that pin one. */
  moves: number;
  /** Hours that its clock is ahead of UTC. */
  zone: number;
  /** First and last second. */
  from: number;
  until: number;
}

/** Names of accounts in one log, all of one form. */
export class Names {
  private readonly form: number;
  private readonly taken = new Set<string>();

  constructor(random: Random) {
    this.form = random.below(5);
  }

  account(random: Random): string {
    for (;;) {
      const name = this.one(random);
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return name;
    }
  }

  organisation(random: Random): string {
    return `org-${hex(random, 10)}`;
  }

  project(random: Random): string {
    return `proj_${hex(random, 8)}`;
  }

  private one(random: Random): string {
    switch (this.form) {
      case 0:
        return `key_${hex(random, 12)}`;
      case 1:
        return hex(random, 24);
      case 2:
        return `acct-${String(100_000 + random.below(900_000))}`;
      case 3:
        return `u${hex(random, 9)}`;
      default:
        return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}`;
    }
  }
}

export const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.below(16).toString(16)).join('');

/** Whom an account says its requests are for: users of its own, a few of them often. */
export function endUsers(random: Random, requests: number): () => string {
  const names = Array.from({ length: 1 + Math.ceil((requests * random.next()) / 3) }, () => `user-${hex(random, 6)}`);
  return () => names[rank(random, names.length)]!;
}
