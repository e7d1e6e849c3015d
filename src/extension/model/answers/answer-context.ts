import { compareReports } from '../../../report/compare/compare-reports.ts';
import { campaignTitle } from '../../../report/shape/campaign-facts.ts';
import type { Report } from '../../../report/shape/report.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import type { ComparisonView, SubjectKind } from '../../../protocol/decision-data.ts';
import type { DecisionSource } from './decision-list.ts';
import type { Results } from '../results.ts';
import { templateWord } from '../words.ts';

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
  const comparison = compareReports(pair.before.report, after.report);
  return {
    before: pair.before.name,
    after: after.name,
    comparison,
    titles: comparison.items.map(({ kind, before, after: later }) =>
      later === null ? titleIn(pair.before.report, kind, before!.id) : titleIn(after.report, kind, later.id),
    ),
  };
}

/** What a campaign or a template is about; of an account nothing but its name is known. */
function titleIn(report: Report, kind: SubjectKind, id: string): string {
  const campaign = kind === 'campaign' ? report.campaigns.find((one) => one.id === id) : undefined;
  if (campaign !== undefined) return campaignTitle(campaign, report);
  return kind === 'template' ? templateWord(report, id) : '';
}
