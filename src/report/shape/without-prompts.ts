import type { DocumentCoverage } from './exposure/document-coverage.ts';
import type { Report, RuleOutcome } from './report.ts';

/** The report without any prompt text: templates keep their numbers, intents and log lines. */
export function withoutPrompts(report: Report): Report {
  const templates = report.templates.map((template) => ({
    ...template,
    parts: [],
    intents: template.intents.map((intent) => ({ ...intent, spans: [] })),
  }));
  const bare: Report = { ...report, templates, ...(report.rules && { rules: withGroups(report.rules, () => '') }) };
  if (report.documents) bare.documents = withoutTitles(report.documents);
  delete bare.kept;
  return bare;
}

/** Titles of documents are texts of the log. */
export const withoutTitles = ({ readers, ...documents }: DocumentCoverage): DocumentCoverage => ({
  ...documents,
  readers: readers.map((one) => ({ ...one, alone: { ...one.alone, titles: [] } })),
});

/** Fields by which rules may group that hold what people wrote. */
const TEXTS: ReadonlySet<string> = new Set(['system', 'prompt', 'answer']);

/** The rules with the text of prompts in the groups of their hits replaced. */
export function withGroups(rules: readonly RuleOutcome[], shown: (text: string) => string): RuleOutcome[] {
  return rules.map((rule) => ({
    ...rule,
    hits: rule.hits.map((hit) => ({
      ...hit,
      group: hit.group.map((one) => (TEXTS.has(one.field) ? { ...one, value: shown(one.value) } : one)),
    })),
  }));
}

/** A report by itself: of many accounts most are else made of the log's rows when they are read, which no other thread has. */
export const heldReport = (report: Report): Report => ({ ...report, accounts: [...report.accounts] });
