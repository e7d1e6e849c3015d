/** What people's own files change about a report; stated at its beginning, wherever it is shown. */
import { counted } from '../../text/numbers.ts';
import type { ConfiguredValue, InputSummary, Report } from './report.ts';

/** A profile of a mapping, as far as it matters here. */
interface Overriding {
  name: string;
  override?: boolean;
}

/** One sentence for each mapping that read requests in place of the formats the program knows. */
export function overrideSentences(mappings: readonly Overriding[], { files }: InputSummary): string[] {
  return mappings
    .filter(({ override }) => override === true)
    .flatMap(({ name }) => {
      const requests = files.reduce((sum, { formats }) => sum + (formats[`mapping:${name}`] ?? 0), 0);
      if (requests === 0) return [];
      return [
        `The mapping "${name}" read ${counted(requests, 'request')} instead of a known format, so everything in this report depends on it.`,
      ];
    });
}

/** The report with what mappings and decisions change near its beginning: whoever reads the rest must have read that. */
export function withChanges(report: Report, changes: Pick<Report, 'changed' | 'triage'>): Report {
  const { version, tool, partial, changed, triage, ...rest } = { ...report, ...changes };
  return { version, tool, partial, ...(changed && { changed }), ...(triage && { triage }), ...rest };
}

/** The report with every setting that was in force, where one is no default. */
export function withConfiguration(report: Report, configuration: readonly ConfiguredValue[]): Report {
  if (configuration.length === 0) return report;
  const { version, tool, partial, changed, triage, settings, ...rest } = report;
  const head = { version, tool, partial, ...(changed && { changed }), ...(triage && { triage }) };
  return { ...head, settings, configuration: [...configuration], ...rest };
}
