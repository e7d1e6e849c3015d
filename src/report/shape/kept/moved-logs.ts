/** Rewrites a report for logs that are no longer where they were scanned. */
import type { DriftReport, Evidence, LineRef, Report, RuleOutcome } from '../report.ts';

/** The report with other paths of logs. Those that `places` does not hold stay as they are. */
export function withMovedLogs(report: Report, places: ReadonlyMap<string, string>): Report {
  const pathOf = (path: string): string => places.get(path) ?? path;
  const moved = (line: LineRef): LineRef => ({ ...line, file: pathOf(line.file) });
  const inEvidence = (evidence: readonly Evidence[]): Evidence[] =>
    evidence.map((item) => ({ ...item, lines: item.lines.map(moved) }));
  const sides = <T extends { evidence: Evidence[]; counterEvidence: Evidence[] }>(item: T): T => ({
    ...item,
    evidence: inEvidence(item.evidence),
    counterEvidence: inEvidence(item.counterEvidence),
  });
  return {
    ...report,
    inputs: { ...report.inputs, files: report.inputs.files.map((file) => ({ ...file, path: pathOf(file.path) })) },
    campaigns: report.campaigns.map(sides),
    ...(report.techniques && {
      techniques: report.techniques.map((one) => ({ ...one, lines: one.lines.map(moved) })),
    }),
    accounts: report.accounts.map(sides),
    templates: report.templates.map((template) => ({ ...template, lines: template.lines.map(moved) })),
    findings: report.findings.map((finding) => ({ ...finding, lines: finding.lines.map(moved) })),
    ...(report.rules && { rules: movedRules(report.rules, moved) }),
    ...(report.drift && { drift: movedDrift(report.drift, moved) }),
    ...(report.kept && { kept: report.kept.map((one) => ({ ...one, line: moved(one.line) })) }),
  };
}

function movedRules(rules: readonly RuleOutcome[], moved: (line: LineRef) => LineRef): RuleOutcome[] {
  return rules.map((rule) => ({
    ...rule,
    hits: rule.hits.map((hit) => ({ ...hit, lines: hit.lines.map(moved) })),
  }));
}

function movedDrift({ alarms, ...rest }: DriftReport, moved: (line: LineRef) => LineRef): DriftReport {
  return {
    ...rest,
    alarms: alarms.map((alarm) => ({
      ...alarm,
      templates: alarm.templates.map((template) => ({ ...template, lines: template.lines.map(moved) })),
    })),
  };
}

const isAbsolute = (path: string): boolean => /^(?:[A-Za-z]:)?[\\/]/.test(path);

/**
 * Names of logs for people who do not have this machine: below the root where they are below it, else below the folder that
 * holds all of them. Paths that are relative stay as they are.
 */
export function logNames(paths: readonly string[], root?: string): Map<string, string> {
  const absolute = paths.filter(isAbsolute);
  const below = (path: string, folder: string): string | undefined =>
    /[\\/]$/.test(folder) && path.startsWith(folder) ? path.slice(folder.length) : undefined;
  const base = root?.replace(/[\\/]*$/, (end) => end.charAt(0) || '/') ?? '';
  let common = absolute[0]?.replace(/[^\\/]*$/, '') ?? '';
  while (common !== '' && !absolute.every((path) => path.startsWith(common)))
    common = common.replace(/[^\\/]*[\\/]$/, '');
  return new Map(absolute.map((path) => [path, below(path, base) ?? below(path, common) ?? path]));
}
