/** What the prompts of a template say and who sends them, to compare templates with each other. */
import type { FrameClauses } from './frame-clauses.ts';

export interface TemplateProfile {
  /** Distinct prompts. */
  size: number;
  /** Share of the prompts that hold each clause, for clauses that are not rare in the template. */
  rate: Map<number, number>;
  /** Mean place of each clause among the frame clauses of a prompt. */
  rank: Map<number, number>;
  /** Prompts of each account. */
  accounts: Map<number, number>;
}

/** A clause below that share of a template's prompts is a filler; so is one in a single prompt. */
const NOT_RARE = 0.04;

export function templateProfiles(
  clauses: FrameClauses,
  templates: number,
  accounts: Uint32Array,
  assigned: Int32Array,
): TemplateProfile[] {
  const profiles = Array.from({ length: templates }, (): TemplateProfile => ({
    size: 0,
    rate: new Map(),
    rank: new Map(),
    accounts: new Map(),
  }));
  assigned.forEach((number, prompt) => {
    if (number < 0) return;
    const { rate, rank, accounts: senders } = profiles[number]!;
    profiles[number]!.size++;
    senders.set(accounts[prompt]!, (senders.get(accounts[prompt]!) ?? 0) + 1);
    const from = clauses.start[prompt]!;
    for (let i = from; i < clauses.start[prompt + 1]!; i++) {
      const clause = clauses.list[i]!;
      rate.set(clause, (rate.get(clause) ?? 0) + 1);
      rank.set(clause, (rank.get(clause) ?? 0) + i - from);
    }
  });
  for (const profile of profiles) {
    for (const [clause, count] of profile.rate) {
      profile.rank.set(clause, profile.rank.get(clause)! / count);
      if (count < NOT_RARE * profile.size || (count < 2 && profile.size > 2)) profile.rate.delete(clause);
      else profile.rate.set(clause, count / profile.size);
    }
  }
  return profiles;
}

/** Share of the prompts of the smaller template that come from accounts which send the larger at least as often. */
export function sameSenders(a: TemplateProfile, b: TemplateProfile): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const [account, count] of small.accounts) if ((large.accounts.get(account) ?? 0) >= count) common += count;
  return common / Math.max(1, small.size);
}
