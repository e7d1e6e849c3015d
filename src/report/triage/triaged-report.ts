import type { DecisionCounts, Finding, OwnRate, Report } from '../shape/report.ts';
import type { DecisionStatus } from './decision-status.ts';
import type { AllowRule, Case, Mark, SubjectKind } from './triage.ts';

/** A decision that was not applied, and why. */
export interface LapsedDecision {
  decision: Mark | AllowRule;
  why: string;
  /** The item of the report it would have been about, when there is one. */
  item?: { kind: SubjectKind; id: string };
}

/**
 * A report seen with what people decided. The report itself is unchanged; nothing is left out of sight: what does not count
 * is counted in `counts`.
 */
export interface TriagedReport {
  report: Report;
  /** Status of each item that a decision concerns; all others stand as the report has them. */
  statuses: Readonly<Record<SubjectKind, ReadonlyMap<string, DecisionStatus>>>;
  counts: Readonly<Record<SubjectKind, DecisionCounts>>;
  /** Findings that count, in the order of the report. */
  findings: readonly Finding[];
  lapsed: readonly LapsedDecision[];
  /** The first item that each decision is about. */
  seen: ReadonlyMap<Mark | AllowRule, { kind: SubjectKind; id: string }>;
  /** Decisions about what this report does not have. */
  unseen: readonly (Mark | AllowRule)[];
  /** Campaigns that do not count because nearly all of their accounts stand in groups that were cleared. */
  known: number;
  /** What scores mean by the decisions so far; absent before the first on a campaign. */
  own?: OwnRate;
  /** Cases of campaigns of the report, by the campaigns' numbers. */
  cases: ReadonlyMap<string, Case>;
  /** Were there any decisions? */
  decided: boolean;
}

export function decisionStatus(triaged: TriagedReport, kind: SubjectKind, id: string): DecisionStatus | undefined {
  return triaged.statuses[kind].get(id);
}

/** Does the item count? True for everything that nobody decided on. */
export function isCounted(triaged: TriagedReport, kind: SubjectKind, id: string): boolean {
  return decisionStatus(triaged, kind, id)?.counted ?? true;
}
