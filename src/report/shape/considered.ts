/** What a report says of groups that were judged and cleared, and of accounts that were too few to be judged. */
import * as v from 'valibot';
import { Count, Finite, Names, Probability } from '../../schema/shapes.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
import { LookAlike, OneCustomer } from './campaign-report.ts';

/** What was measured of a group that was cleared. */
export const ConsideredReason = v.object({ detector: v.string(), text: v.string(), weight: Finite });
export type ConsideredReason = v.InferOutput<typeof ConsideredReason>;

/** Accounts that share templates, were judged, and are not likely enough to be a campaign of the report. */
export const ConsideredGroup = v.object({
  /** `G1` is the most suspicious, of distillation or of a harvest by one customer. */
  id: v.string(),
  score: Probability,
  /** The first of its accounts; `size` counts all. */
  accounts: Names,
  size: Count,
  templates: Names,
  requests: Count,
  /** Whose accounts they are: then they work together, and `customer.score` says how likely that is a harvest. */
  customer: v.exactOptional(OneCustomer),
  /** The accounts of no known customer act as one, and what they ask speaks against a harvest. Absent where that is not so. */
  coordinated: v.exactOptional(v.literal(true)),
  /** One sentence: who sent what. */
  summary: v.string(),
  /** What points to distillation, heaviest first, at most two. */
  evidence: v.array(ConsideredReason),
  /** What cleared it, heaviest first, at most three. */
  clearedBy: v.array(ConsideredReason),
  /** Other cleared groups that measure alike, the nearest first. */
  lookAlikes: v.array(LookAlike),
});
export type ConsideredGroup = v.InferOutput<typeof ConsideredGroup>;

/** An account that asks for what a harvest collects, by templates that too few accounts use to be judged. It accuses nobody. */
export const SingleAccountHarvest = v.object({
  account: v.string(),
  /** Its requests of these templates. */
  requests: Count,
  /** The templates with most of them first, at most 20. */
  templates: Names,
  /** What they ask for, most requests first. */
  asksFor: Names,
  lines: v.pipe(v.array(LineRef), v.maxLength(20)),
});
export type SingleAccountHarvest = v.InferOutput<typeof SingleAccountHarvest>;

/** Who asks for what a harvest collects without enough others to be judged. Nothing more is said of them. */
export const SingleAccountHarvests = v.object({
  /** All of them, and their requests: those too that are not listed. */
  accounts: Count,
  requests: Count,
  /** Most requests first, at most 20. */
  first: v.array(SingleAccountHarvest),
});
export type SingleAccountHarvests = v.InferOutput<typeof SingleAccountHarvests>;

/** Groups that were judged and cleared. */
export const Considered = v.object({
  /** All of them, those too that are not listed. */
  total: Count,
  /** The most suspicious first. */
  groups: v.array(ConsideredGroup),
  /** Accounts that were not judged for a harvest of their own. Absent where there is none. */
  alone: v.exactOptional(SingleAccountHarvests),
});
export type Considered = v.InferOutput<typeof Considered>;
