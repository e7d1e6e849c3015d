import type { TeamContext } from '../accounts/team-context.ts';
import type { DriftFindings } from '../campaigns/drift/drift-findings.ts';
import { withPrior } from './accounts/account-prior.ts';
import { accountReports } from './accounts/account-reports.ts';
import { activityOf } from './activity/account-activity.ts';
import { buildIndex } from './build-index.ts';
import { campaignKeys } from './campaign-keys.ts';
import { campaignReports } from './campaign-reports.ts';
import { consideredGroups } from './considered/considered-groups.ts';
import { coverageOf } from './coverage.ts';
import { detectorStatuses } from './detector-status.ts';
import { documentCoverage } from './exposure/document-coverage.ts';
import { logExposure } from './exposure/log-exposure.ts';
import { findingList } from './finding-list.ts';
import type { DetectionResult } from './detection-result.ts';
import { LineRefs } from './line-refs.ts';
import { singleAccountHarvests } from './considered/single-account-harvests.ts';
import {
  type DriftReport,
  type InputSummary,
  REPORT_VERSION,
  type Report,
  type ReportSettings,
} from '../../report/shape/report.ts';
import type { RequestIndex } from '../../report/shape/request-index.ts';
import { runStep } from '../workspace/workspace.ts';
import { usedTemplates } from '../templates/mining/mine-templates.ts';
import { techniqueReports } from './technique-reports.ts';
import { templateReports } from './template-reports.ts';

export interface ReportInput {
  found: DetectionResult;
  inputs: InputSummary;
  partial: boolean;
  settings: ReportSettings;
  /** Version of the tool. */
  version: string;
  /** Paths of the sources by number. */
  paths: readonly string[];
  /** What the team knows of its own traffic. */
  team?: TeamContext;
  /** Accounts from which on those of which nothing was found are judged anew each time they are read; only tests change it. */
  many?: number;
}

/** A report with the index of its requests, which is made when it is first asked for: not everybody wants the second. */
export interface BuiltReport {
  report: Report;
  readonly index: RequestIndex;
}

export function buildReport({
  found: judged,
  inputs,
  partial,
  settings,
  version,
  paths,
  team,
  many = 50_000,
}: ReportInput): BuiltReport {
  const found = withPrior(judged, settings.accountPrior);
  const refs = new LineRefs(found.table, paths);
  const { considered, lookAlikesOf } = consideredGroups(found, settings.threshold, team);
  const { table } = found;
  const campaigns = runStep(table, () => {
    const reported = campaignReports(found, settings, refs, team);
    const keys = campaignKeys(reported, found);
    reported.forEach(({ report, judgement }, at) => {
      report.key = keys[at]!;
      const alike = judgement ? lookAlikesOf(judgement) : [];
      if (alike.length > 0) report.lookAlikes = alike;
    });
    return reported;
  });
  const { accounts, alone, taken, documents } = runStep(table, () => {
    const reported = accountReports(found, campaigns, settings, refs, many);
    const single = singleAccountHarvests(found, reported, refs);
    const ofLog = logExposure(found, campaigns, single);
    return { accounts: reported, alone: single, taken: ofLog, documents: documentCoverage(found, campaigns) };
  });
  const templates = runStep(table, () => templateReports(found, campaigns, settings, refs));
  const { names } = table;
  const coverage = coverageOf(accounts, found, inputs, settings);
  const report: Report = {
    version: REPORT_VERSION,
    tool: { name: 'prompt-traffic-audit', version },
    partial,
    settings,
    inputs,
    period: periodOf(found),
    population: {
      requests: found.table.length,
      accounts: found.profiles.size,
      templates: usedTemplates(found.templates).reduce((sum, one) => sum + one, 0),
      organisations: organisationsOf(found).size,
      models: names.model.values.length - 1,
    },
    coverage,
    ...(found.drift && { drift: driftReport(found.drift, refs) }),
    detectors: detectorStatuses(found, coverage),
    campaigns: campaigns.map((campaign) => campaign.report),
    ...(taken && { taken }),
    ...(documents && { documents }),
    ...(found.techniques.length > 0 && { techniques: techniqueReports(found, campaigns, refs) }),
    considered: alone ? { ...considered, alone } : considered,
    accounts: accounts.reports(),
    templates,
    findings: findingList(campaigns, accounts, templates),
  };
  const { campaigns: called, findings } = report;
  runStep(table, () => accounts.giveActivity(activityOf(found, accounts, called, templates, findings)));
  let index: RequestIndex | undefined;
  return {
    report,
    get index() {
      return (index ??= buildIndex(found.table, found.templates, accounts, campaigns, paths));
    },
  };
}

function organisationsOf({ profiles }: DetectionResult): Set<string> {
  const named = new Set<string>();
  for (const { organisation } of profiles.values()) if (organisation !== '') named.add(organisation);
  return named;
}

function driftReport({ alarms, ...rest }: DriftFindings, refs: LineRefs): DriftReport {
  return {
    ...rest,
    alarms: alarms.map((alarm) => ({
      ...alarm,
      templates: alarm.templates.map(({ rows, ...template }) => ({ ...template, lines: refs.of(rows) })),
    })),
  };
}

/** Requests without an account count as well. */
function periodOf({ table }: DetectionResult): Report['period'] {
  let start = Infinity;
  let end = -Infinity;
  for (const time of table.rows.time) {
    if (time < start) start = time;
    if (time > end) end = time;
  }
  return start <= end ? { start, end } : null;
}
