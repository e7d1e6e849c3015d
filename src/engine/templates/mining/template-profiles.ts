/** What a template's prompts say and who sends them, for comparing templates. */
import type { FrameClauses, FrameLists } from '../frames/frame-clauses.ts';
import { membersOf } from './template-members.ts';

export interface TemplateProfile {
  /** Distinct prompts. */
  size: number;
  /** Share of the prompts that hold each clause, for clauses that are not rare in the template. */
  rate: Map<number, number>;
  /** Clauses that most of the prompts hold, by their mean place among the frame clauses, each with its share. */
  inOrder: [number, number][];
  /** Prompts of each account. */
  accounts: Map<number, number>;
}

/** A clause in a smaller share of a template's prompts is filler; so is one in a single prompt. */
const NOT_RARE = 0.04;
const MOSTLY = 0.5;

export function templateProfiles(
  clauses: FrameClauses,
  templates: number,
  accounts: Uint32Array,
  assigned: Int32Array,
): TemplateProfile[] {
  const counter = new ClauseRates(clauses);
  const senders = new Senders(accounts);
  const profiles = Array.from({ length: templates }, (): TemplateProfile => ({
    size: 0,
    rate: new Map(),
    inOrder: [],
    accounts: new Map(),
  }));
  for (const [number, members] of membersOf(assigned)) {
    profiles[number] = { size: members.length, ...counter.rates(members), accounts: senders.of(members) };
  }
  return profiles;
}

/** Counts prompts by account in a column that is made once and cleared after each template. */
class Senders {
  private readonly count: Uint32Array;

  constructor(private readonly accounts: Uint32Array) {
    let most = 0;
    for (let prompt = 0; prompt < accounts.length; prompt++) most = Math.max(most, accounts[prompt]!);
    this.count = new Uint32Array(most + 1);
  }

  /** Accounts in the order of their first prompts. */
  of(members: Uint32Array): Map<number, number> {
    const { accounts, count } = this;
    const used: number[] = [];
    for (let at = 0; at < members.length; at++)
      if (count[accounts[members[at]!]!]!++ === 0) used.push(accounts[members[at]!]!);
    const senders = new Map<number, number>();
    for (const account of used) {
      senders.set(account, count[account]!);
      count[account] = 0;
    }
    return senders;
  }
}

/** Counts clauses in columns that are made once and cleared after each template. */
class ClauseRates {
  private readonly count: Uint32Array;
  private readonly places: Float64Array;

  constructor(private readonly clauses: FrameClauses) {
    this.count = new Uint32Array(clauses.count);
    this.places = new Float64Array(clauses.count);
  }

  rates(members: Uint32Array): Pick<TemplateProfile, 'rate' | 'inOrder'> {
    const { count, places } = this;
    const touched = this.add(members);
    const rate = new Map<number, number>();
    const rank = new Map<number, number>();
    for (const clause of touched) {
      const n = count[clause]!;
      if (n >= NOT_RARE * members.length && (n >= 2 || members.length <= 2)) {
        rate.set(clause, n / members.length);
        rank.set(clause, places[clause]! / n);
      }
      count[clause] = places[clause] = 0;
    }
    const inOrder = [...rate]
      .filter(([, share]) => share >= MOSTLY)
      .sort((x, y) => rank.get(x[0])! - rank.get(y[0])! || x[0] - y[0]);
    return { rate, inOrder };
  }

  /** Clauses in order of first appearance. */
  private add(members: Uint32Array): number[] {
    const { users, systems, systemOf } = this.clauses;
    const touched: number[] = [];
    // What members have in their system prompt is added once, times the number of members that have it.
    const again = new Map<number, number>();
    for (const prompt of members) {
      const system = systemOf[prompt]!;
      const came = again.get(system);
      again.set(system, came === undefined ? 0 : came + 1);
      if (came === undefined) this.addText(systems, system, 0, 1, touched);
      this.addText(users, prompt, systems.start[system + 1]! - systems.start[system]!, 1, touched);
    }
    for (const [system, prompts] of again) if (prompts > 0) this.addText(systems, system, 0, prompts, touched);
    return touched;
  }

  private addText({ start, list }: FrameLists, text: number, before: number, prompts: number, touched: number[]): void {
    const { count, places } = this;
    const from = start[text]!;
    for (let i = from; i < start[text + 1]!; i++) {
      const clause = list[i]!;
      if (count[clause] === 0) touched.push(clause);
      count[clause]! += prompts;
      places[clause]! += prompts * (before + i - from);
    }
  }
}

/** Share of the prompts of the smaller template that come from accounts which send the larger at least as often. */
export function sameSenders(a: TemplateProfile, b: TemplateProfile): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const [account, count] of small.accounts) if ((large.accounts.get(account) ?? 0) >= count) common += count;
  return common / Math.max(1, small.size);
}
