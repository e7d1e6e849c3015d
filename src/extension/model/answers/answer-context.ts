import { compareReports } from '../../../report/compare/compare-reports.ts';
import type { Report } from '../../../report/shape/report.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import type { ComparisonView } from '../../../protocol/decision-data.ts';
import type { DecisionSource } from './decision-list.ts';
import type { Results } from '../results.ts';

/** A report and what it is called. */
export interface NamedReport {
  name: string;
  report: Report;
}

/** Two reports to be compared; the later one is that of the results in view unless another was chosen. */
export interface ReportPair {
  before: NamedReport;
  after?: NamedReport;
}

/** What is next to the results in view: decisions, and another report. */
export interface AnswerContext {
  decisions: DecisionSource;
  pair: ReportPair | undefined;
}

export const EMPTY_CONTEXT: AnswerContext = {
  decisions: { triage: NO_TRIAGE, file: undefined, problem: undefined, me: { author: '', owner: '' } },
  pair: undefined,
};

/** Undefined while there are not two reports. */
export function comparisonView({ pair }: AnswerContext, results: Results | undefined): ComparisonView | undefined {
  const after = pair?.after ?? (results && { name: results.title, report: results.report });
  if (pair === undefined || after === undefined) return undefined;
  return {
    before: pair.before.name,
    after: after.name,
    comparison: compareReports(pair.before.report, after.report),
  };
}
