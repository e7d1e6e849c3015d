import type { Report } from './report.ts';

/** The report without any text of prompts: templates keep their numbers, their intents and the places of their log lines. */
export function withoutPrompts(report: Report): Report {
  const templates = report.templates.map((template) => ({
    ...template,
    parts: [],
    intents: template.intents.map((intent) => ({ ...intent, spans: [] })),
  }));
  const bare = { ...report, templates };
  delete bare.kept;
  return bare;
}
