/** Two reports side by side: what is new, what is gone, what changed. */
import * as v from 'valibot';
import { Count, Finite, Names } from '../../schema/shapes.ts';
import { ItemKind, Period, Verdict } from '../shape/report.ts';

export const CHANGES = ['new', 'changed', 'gone', 'same'] as const;
export const Change = v.picklist(CHANGES);
export type Change = v.InferOutput<typeof Change>;

/** An account, template or campaign as one of the reports has it. */
export const ItemSide = v.object({
  /** Campaigns have numbers of their own in each report. */
  id: v.string(),
  verdict: Verdict,
  /** Of an account or a template without a verdict: the suspected group of that report that it is in. */
  group: v.exactOptional(v.object({ id: v.string(), verdict: v.literal('suspected') })),
  /** Probability of distillation. */
  score: Finite,
  /** Of a campaign of one customer, and of what is called a harvest in it: the probability that it is one. */
  customer: v.exactOptional(v.object({ score: Finite })),
  requests: Count,
  /** Accounts of a campaign or template; 1 for an account. */
  accounts: Count,
});
export type ItemSide = v.InferOutput<typeof ItemSide>;

/** One thing in both reports; null where a report does not have it. */
export const ComparedItem = v.object({
  kind: ItemKind,
  change: Change,
  before: v.nullable(ItemSide),
  after: v.nullable(ItemSide),
  /** What changed, each in a few words: `12 members joined`. */
  notes: Names,
});
export type ComparedItem = v.InferOutput<typeof ComparedItem>;

/** What one of the reports was made from. */
export const ComparedSide = v.object({
  requests: Count,
  accounts: Count,
  files: Count,
  period: Period,
  partial: v.boolean(),
});
export type ComparedSide = v.InferOutput<typeof ComparedSide>;

const Totals = v.object({ new: Count, changed: Count, gone: Count, same: Count });

export const Comparison = v.object({
  before: ComparedSide,
  after: ComparedSide,
  /** Differences that are no findings but explain some: settings, versions, partial scans. */
  notes: Names,
  /** Campaigns, accounts and templates that were found in either report, and accounts in suspected groups, gravest first. Those that are the same come last. */
  items: v.array(ComparedItem),
  totals: v.object({ campaign: Totals, account: Totals, template: Totals }),
  /** Accounts of any kind that only the earlier report has. */
  onlyBefore: Count,
  /** Accounts of any kind that only the later report has. */
  onlyAfter: Count,
});
export type Comparison = v.InferOutput<typeof Comparison>;

/** One thing as the two reports have it; at least one of them has it. */
export interface Pair<T> {
  before: T | undefined;
  after: T | undefined;
}
