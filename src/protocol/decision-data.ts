/** What the dashboard shows and asks about decisions, other settings, and another report. */
import * as v from 'valibot';
import { Comparison } from '../report/compare/comparison.ts';
import {
  CaseStatus,
  DecidedState,
  ItemKind,
  JUDGING,
  ReportSettings,
  SETTING_RANGES,
  TriageSummary,
  Verdict,
} from '../report/shape/report.ts';
import { Count, Finite, Name, Names, textWithin, within } from '../schema/shapes.ts';
import { Nothing, type QuestionShapes } from './exchange.ts';

export { SETTING_RANGES } from '../report/shape/report.ts';
export type { Change, ComparedItem, ComparedSide } from '../report/compare/comparison.ts';
export type {
  CaseStatus,
  CaseSummary,
  DecidedItem,
  ItemKind as SubjectKind,
  TriageSummary,
} from '../report/shape/report.ts';

/** What can be decided on an item; `open` undoes a decision. Only accounts can be allowed. */
export const Choice = v.picklist([...DecidedState.options, 'open']);
export type Choice = v.InferOutput<typeof Choice>;

/** A decision to write to the folder's file. */
export const DecisionRequest = v.object({
  kind: ItemKind,
  id: Name,
  choice: Choice,
  /** The reason; may be empty only for `open`. */
  note: textWithin(2000),
  /** Last day on which it applies, or null for no expiry. */
  expires: v.nullable(textWithin(10)),
  /** Who decides, and who answers for it; empty for nobody. */
  author: textWithin(200),
  owner: textWithin(200),
  /** The person was told which decision this replaces. */
  replace: v.boolean(),
});
export type DecisionRequest = v.InferOutput<typeof DecisionRequest>;

/** What was done about a campaign, to write into its history. Null leaves what holds as it is. */
export const WorkRequest = v.object({
  campaign: Name,
  status: v.nullable(CaseStatus),
  /** Empty for nobody. */
  owner: v.nullable(textWithin(200)),
  /** Empty to take it away. */
  ticket: v.nullable(textWithin(1000)),
  /** Why, or a comment; may be empty. */
  note: textWithin(2000),
  author: textWithin(200),
});
export type WorkRequest = v.InferOutput<typeof WorkRequest>;

/** An entry of the history of a case. */
const CaseEntry = v.object({
  /** `2026-11-25 09:30`; empty if nobody said. */
  time: v.string(),
  by: v.string(),
  /** What was done: `closed, assigned to mw`. */
  text: v.string(),
  note: v.string(),
});

/** One decision of the file, and what it does in this scan. */
export const DecisionEntry = v.object({
  /** What it is about: `account key-1`, `campaign of 52 accounts`. */
  subject: v.string(),
  state: DecidedState,
  note: v.string(),
  author: v.string(),
  /** Who answers for it; empty if nobody is named. */
  owner: v.string(),
  date: v.string(),
  expires: v.string(),
  /** `applies`, or why it does not. */
  effect: v.string(),
  /** The item of this scan that it is about, if there is one. */
  item: v.nullable(v.object({ kind: ItemKind, id: v.string() })),
});
export type DecisionEntry = v.InferOutput<typeof DecisionEntry>;

export const DecisionList = v.object({
  /** The file that new decisions go to; null if no folder is open. */
  file: v.nullable(v.string()),
  /** What is wrong with a file of decisions, or why it is not applied. */
  problem: v.nullable(v.string()),
  entries: v.array(DecisionEntry),
  /** Histories of campaigns that people work on, by the campaigns' numbers; the oldest entry first. */
  histories: v.record(v.string(), v.array(CaseEntry)),
  summary: TriageSummary,
});
export type DecisionList = v.InferOutput<typeof DecisionList>;

/** Other settings to view the scan with, apart from decisions. */
export const Supposition = v.object({
  accountPrior: within(...SETTING_RANGES.accountPrior),
  threshold: within(...SETTING_RANGES.threshold),
  /** Accounts to allow, by name or pattern with `*`. */
  allow: v.pipe(v.array(Name), v.maxLength(200)),
});
export type Supposition = v.InferOutput<typeof Supposition>;

/** What counts in a scan. */
export const SupposedCounts = v.object({
  campaigns: Count,
  distillation: Count,
  relay: Count,
  templates: Count,
  /** Requests of accounts flagged as distillation that belong to their campaign's templates. */
  flaggedRequests: Count,
  /** Campaigns, accounts and templates with a verdict that do not count, because of a decision or a supposed one. */
  notCounted: Count,
});
export type SupposedCounts = v.InferOutput<typeof SupposedCounts>;

export const SupposedState = v.object({ verdict: Verdict, score: Finite, counted: v.boolean() });
export type SupposedState = v.InferOutput<typeof SupposedState>;

/** An item whose verdict, or whether it counts, would change. */
export const SupposedChange = v.object({ kind: ItemKind, id: v.string(), before: SupposedState, after: SupposedState });
export type SupposedChange = v.InferOutput<typeof SupposedChange>;

export const WhatIf = v.object({
  before: SupposedCounts,
  after: SupposedCounts,
  /** Campaigns, then accounts, then templates; at most 2,000. */
  changes: v.array(SupposedChange),
  totalChanges: Count,
  /** The settings the scan was judged with. */
  settings: v.pick(ReportSettings, JUDGING),
});
export type WhatIf = v.InferOutput<typeof WhatIf>;

/** Another report compared with the results in view. */
export const ComparisonView = v.object({
  /** Name of the earlier report. */
  before: v.string(),
  /** Name of the later report. */
  after: v.string(),
  comparison: Comparison,
  /** Of each of its items, what it is about, as long as that is known. */
  titles: Names,
});
export type ComparisonView = v.InferOutput<typeof ComparisonView>;

export const decisionQuestions = {
  decisions: { ask: Nothing, answer: DecisionList },
  whatIf: { ask: Supposition, answer: WhatIf },
  /** Null if no other report was chosen. */
  comparison: { ask: Nothing, answer: v.nullable(ComparisonView) },
} satisfies QuestionShapes;
