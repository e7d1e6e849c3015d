/** What the dashboard shows and asks of decisions, of other settings, and of another report. */
import type { ReportSettings, TriageSummary, Verdict } from '../core/report/report.ts';
import type { Comparison } from '../core/compare/comparison.ts';
import type { SubjectKind } from '../core/triage/triage.ts';

export type { Change, ComparedItem, ComparedSide, Comparison, ItemSide } from '../core/compare/comparison.ts';
export type { DecidedItem, TriageSummary } from '../core/report/report.ts';
export type { SubjectKind } from '../core/triage/triage.ts';

/** What may be decided on an item; `open` takes a decision back. Only accounts can be allowed. */
export type Choice = 'confirmed' | 'benign' | 'watch' | 'allowed' | 'open';

/** A decision to be written into the file of the folder. */
export interface DecisionRequest {
  kind: SubjectKind;
  id: string;
  choice: Choice;
  /** Why; may be empty only for `open`. */
  note: string;
  /** Last day on which it holds, or null for no end. */
  expires: string | null;
}

/** One decision of the file, and what it comes to in this scan. */
export interface DecisionEntry {
  /** What it is about: `account key-1`, `campaign of 52 accounts`. */
  subject: string;
  state: Exclude<Choice, 'open'>;
  note: string;
  author: string;
  date: string;
  expires: string;
  /** `applies`, or why it does not. */
  effect: string;
  /** The item of this scan that it is about, when there is one. */
  item: { kind: SubjectKind; id: string } | null;
}

export interface DecisionList {
  /** The file that new decisions go to; null when no folder is open. */
  file: string | null;
  /** What is wrong with a file of decisions, or why it is not applied. */
  problem: string | null;
  entries: DecisionEntry[];
  summary: TriageSummary;
}

/** Other settings to look at the scan with, beside those of its decisions. */
export interface Supposition {
  accountPrior: number;
  threshold: number;
  /** Accounts to be allowed, by name or pattern with `*`; at most 200. */
  allow: string[];
}

/** What of a scan counts. */
export interface SupposedCounts {
  campaigns: number;
  distillation: number;
  relay: number;
  templates: number;
  /** Requests of accounts called distillation that belong to their campaign's templates. */
  flaggedRequests: number;
  /** Campaigns, accounts and templates with a verdict that do not count, as people decided or as is supposed. */
  notCounted: number;
}

/** An item whose verdict, or whether it counts, would be another. */
export interface SupposedChange {
  kind: SubjectKind;
  id: string;
  before: SupposedState;
  after: SupposedState;
}

export interface SupposedState {
  verdict: Verdict;
  score: number;
  counted: boolean;
}

export interface WhatIf {
  before: SupposedCounts;
  after: SupposedCounts;
  /** Campaigns, then accounts, then templates; at most 2,000. */
  changes: SupposedChange[];
  totalChanges: number;
  /** What the scan was judged with. */
  settings: Pick<ReportSettings, 'accountPrior' | 'threshold'>;
}

/** Another report beside the results in view. */
export interface ComparisonView {
  /** What the earlier and the later report are called. */
  before: string;
  after: string;
  comparison: Comparison;
}
