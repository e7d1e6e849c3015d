/** The effect of decisions, as stated in a report. */
import * as v from 'valibot';
import { Count } from '../../schema/shapes.ts';
import { ItemKind } from './report-items.ts';

/** How many of one kind were found to be distillation, relay or harvest: found = counted + benign + allowed. */
export const DecisionCounts = v.object({
  found: Count,
  counted: Count,
  /** Not counted: marked benign, or part of something that is. */
  benign: Count,
  /** Not counted: on the allow-list. */
  allowed: Count,
  /** Of the counted ones. */
  confirmed: Count,
  /** Of the counted ones. */
  watch: Count,
});
export type DecisionCounts = v.InferOutput<typeof DecisionCounts>;

/** Where an item stands that a decision concerns. */
export const DecidedState = v.picklist(['confirmed', 'benign', 'watch', 'allowed']);

export const DecidedItem = v.object({
  kind: ItemKind,
  id: v.string(),
  state: DecidedState,
  counted: v.boolean(),
  /** One sentence: what was decided, by whom, why. */
  text: v.string(),
});
export type DecidedItem = v.InferOutput<typeof DecidedItem>;

/** What decisions came to: how many of what was found count, and where each decided item stands. */
export const TriageSummary = v.object({
  /** Day against which expiry was judged. */
  date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  counts: v.object({ campaign: DecisionCounts, account: DecisionCounts, template: DecisionCounts }),
  /** Items that a decision concerns: campaigns, accounts, templates, each by name. */
  items: v.array(DecidedItem),
  /** Decisions that were not applied, and why. */
  lapsed: v.array(v.object({ subject: v.string(), why: v.string() })),
  /** Number of decisions about what this report does not have. */
  unseen: Count,
});
export type TriageSummary = v.InferOutput<typeof TriageSummary>;
