/** The effect of decisions, as stated in a report. */
import * as v from 'valibot';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import { Count, Finite } from '../../schema/shapes.ts';
import { ownRateText } from '../../text/likelihood.ts';
import { english, type Speech } from '../../text/speech.ts';
import type { Verdict } from './verdict.ts';
import { ItemKind } from './report-items.ts';

/** How many of one kind were found to be distillation, relay, suspected or harvest: found = counted + benign + allowed. */
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
  /** Somebody decided on the item itself, not on something around it. */
  own: v.exactOptional(v.literal(true)),
});
export type DecidedItem = v.InferOutput<typeof DecidedItem>;

/** What decisions on groups say of scores: the share of campaigns among groups of log odds s is that of log odds 1.1 + .4 s + shift. */
export const OwnRate = v.object({ decisions: Count, shift: Finite });
export type OwnRate = v.InferOutput<typeof OwnRate>;

/** Where log odds stood in two worlds never met. */
const LINE = { from: 1.1, slope: 0.4 };
/** Log odds are bounded: a score that rounds to one is no more than nearly certain. */
const MOST = 12;

/** The share of groups with a score that are campaigns, by what decisions taught. */
export const ownShare = ({ shift }: Pick<OwnRate, 'shift'>, score: number): number =>
  probabilityOf(LINE.from + LINE.slope * Math.max(-MOST, Math.min(MOST, logOdds(score))) + shift);

/** What its score means by the decisions so far: of nothing but distillation is it learnt. */
export function ownFacts(
  { verdict, score }: { verdict: Verdict; score: number },
  own: OwnRate | undefined,
  t: Speech = english,
): [name: string, text: string][] {
  if (own === undefined || verdict === 'relay' || verdict === 'harvest') return [];
  return [['By your decisions', ownRateText(ownShare(own, score), own.decisions, t)]];
}

export const CaseStatus = v.picklist(['new', 'investigating', 'closed'], 'is one of new, investigating, closed.');
export type CaseStatus = v.InferOutput<typeof CaseStatus>;

/** Where the work on a campaign stands. Of a campaign that nobody has worked on there is none: it is new. */
export const CaseSummary = v.object({
  campaign: v.string(),
  status: CaseStatus,
  /** Why it was closed. */
  reason: v.exactOptional(v.string()),
  /** Who works on it. */
  owner: v.exactOptional(v.string()),
  /** Link or number of the ticket about it. */
  ticket: v.exactOptional(v.string()),
  /** Number of entries in its history. */
  entries: Count,
  /** Day or time of the last one. */
  changed: v.exactOptional(v.string()),
});
export type CaseSummary = v.InferOutput<typeof CaseSummary>;

/** What decisions came to: how many of what was found count, and where each decided item stands. */
export const TriageSummary = v.object({
  /** Day against which expiry was judged. */
  date: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  counts: v.object({ campaign: DecisionCounts, account: DecisionCounts, template: DecisionCounts }),
  /** Items that a decision concerns: campaigns, accounts, templates, each by name. */
  items: v.array(DecidedItem),
  /** Decisions that were not applied, and why. */
  lapsed: v.array(v.object({ subject: v.string(), why: v.string() })),
  /** Number of decisions that apply, however many items each decides; absent where none does. */
  applied: v.exactOptional(v.object({ confirmed: Count, benign: Count, watch: Count, allowed: Count })),
  /** Number of decisions about what this report does not have. */
  unseen: Count,
  /** Campaigns that do not count because nearly all of their accounts stand in groups that were cleared. Absent where there is none. */
  known: v.exactOptional(Count),
  /** Campaigns that people have worked on, in the order of the report. Absent where there is none. */
  cases: v.exactOptional(v.array(CaseSummary)),
  /** Absent before the first decision on a campaign. */
  own: v.exactOptional(OwnRate),
});
export type TriageSummary = v.InferOutput<typeof TriageSummary>;
