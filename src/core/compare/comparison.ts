/** Two reports side by side: what is new, what is gone, what changed. */
import type { Verdict } from '../report/report.ts';
import type { SubjectKind } from '../triage/triage.ts';

export type Change = 'new' | 'gone' | 'changed' | 'same';
export const CHANGES: readonly Change[] = ['new', 'changed', 'gone', 'same'];

/** An account, template or campaign as one of the reports has it. */
export interface ItemSide {
  /** Campaigns have numbers of their own in each report. */
  id: string;
  verdict: Verdict;
  score: number;
  requests: number;
  /** Accounts of a campaign or template; 1 for an account. */
  accounts: number;
}

/** One thing in both reports; null where a report does not have it. */
export interface ComparedItem {
  kind: SubjectKind;
  change: Change;
  before: ItemSide | null;
  after: ItemSide | null;
  /** What changed, each in a few words: `12 members joined`. */
  notes: string[];
}

/** What one of the reports was made from. */
export interface ComparedSide {
  requests: number;
  accounts: number;
  files: number;
  period: { start: number; end: number } | null;
  partial: boolean;
}

export interface Comparison {
  before: ComparedSide;
  after: ComparedSide;
  /** Differences that are no findings but explain some: settings, versions, partial scans. */
  notes: string[];
  /** Campaigns, accounts and templates that were found in either report, gravest first. Those that are the same come last. */
  items: ComparedItem[];
  totals: Record<SubjectKind, Record<Change, number>>;
  /** Accounts of any kind that only one of the reports has. */
  onlyBefore: number;
  onlyAfter: number;
}

/** One thing as the two reports have it; at least one of them does. */
export interface Pair<T> {
  before: T | undefined;
  after: T | undefined;
}
