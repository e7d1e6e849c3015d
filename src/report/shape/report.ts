/**
 * The report: one JSON document, the same bytes for the same input whatever the number of workers. It holds no clock time
 * and no machine name. Its type, its guard and the published `media/report.schema.json` all come from what is here; the
 * comment on a field is what the published schema says of it.
 */
import * as v from 'valibot';
import { Count, Finite, Instant, Names, Probability } from '../../schema/shapes.ts';
import { DetectorFamily } from '../../engine/campaigns/detectors/detector-family.ts';
import { InputSummary } from '../../engine/ingest/file-summary.ts';
import { ConfiguredValue } from './configured-value.ts';
import { KeptLine } from './kept/kept-lines.ts';
import { LineRef } from '../../engine/ingest/line-ref.ts';
import { Coverage } from './coverage.ts';
import { DocumentCoverage } from './exposure/document-coverage.ts';
import { LogExposure } from './exposure/log-exposure.ts';
import { RuleOutcome } from './rule-outcome.ts';
import { CampaignReport, GoneCampaign } from './campaign-report.ts';
import { Considered } from './considered.ts';
import { AccountReport, Finding, TechniqueReport, TemplateReport } from './report-items.ts';
import { TriageSummary } from './triage-summary.ts';

export { Compression, FileSummary, InputSummary, LineCounts, LineReason } from '../../engine/ingest/file-summary.ts';
export { LineRef } from '../../engine/ingest/line-ref.ts';
export { TemplatePart } from '../../engine/templates/intent/template-part.ts';
export * from './campaign-report.ts';
export * from './configured-value.ts';
export * from './considered.ts';
export * from './kept/kept-lines.ts';
export * from './coverage.ts';
export { DocumentCoverage, DocumentReader } from './exposure/document-coverage.ts';
export * from './report-items.ts';
export { RuleHit, RuleOutcome } from './rule-outcome.ts';
export * from './triage-summary.ts';
export * from './verdict.ts';

export const REPORT_VERSION = 3;

export const ReportSettings = v.object({
  /** Prior probability that an account takes part in distillation, before any evidence. */
  accountPrior: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  /** Posterior probability from which an account is flagged as `distillation`. */
  threshold: Probability,
  /** Least share of requests that must be judged; with less the log counts as not judged. */
  minJudged: Probability,
  /** Largest share of lines that may be rejected; with more the log counts as not judged. */
  maxRejected: Probability,
  /** Seed of every permutation test. */
  seed: v.pipe(v.number(), v.safeInteger()),
});
export type ReportSettings = v.InferOutput<typeof ReportSettings>;

/**
 * Prior of one in a thousand accounts, and a verdict only from nine in ten on. A log of which less than half could be judged,
 * or more than a fifth could not be read, is not called clean.
 */
export const DEFAULT_SETTINGS: ReportSettings = {
  accountPrior: 0.001,
  threshold: 0.9,
  minJudged: 0.5,
  maxRejected: 0.2,
  seed: 1,
};

/** What of them people may set, and its least and greatest value: the same in the file, on the command line and in the editor. */
export const SETTING_RANGES = {
  accountPrior: [0.000001, 0.5],
  threshold: [0.5, 0.999],
  minJudged: [0, 1],
  maxRejected: [0, 1],
} as const satisfies Readonly<Record<Exclude<keyof ReportSettings, 'seed'>, readonly [number, number]>>;

/** Those by which a report can be judged again without its logs. */
export const JUDGING = ['accountPrior', 'threshold'] as const satisfies readonly (keyof ReportSettings)[];
export type Judging = Pick<ReportSettings, (typeof JUDGING)[number]>;

/** First and last request in ms UTC; null when no record has a time. */
export const Period = v.nullable(v.object({ start: Instant, end: Instant }));
export type Period = v.InferOutput<typeof Period>;

export const Population = v.object({
  requests: Count,
  accounts: Count,
  templates: Count,
  organisations: Count,
  models: Count,
});
export type Population = v.InferOutput<typeof Population>;

export const DetectorStatus = v.object({
  id: v.string(),
  name: v.string(),
  /** The kind of evidence the detector gives. */
  family: DetectorFamily,
  /** `abstained` when what it needs is missing from the log. */
  state: v.picklist(['ran', 'abstained']),
  /** What was missing. */
  reason: v.exactOptional(v.string()),
  /** Number of units (slices, accounts or campaigns) it judged. */
  judged: Count,
  /** Why a finding of it that weighs against distillation does so, in a sentence. Absent where none may. */
  against: v.exactOptional(v.string()),
});
export type DetectorStatus = v.InferOutput<typeof DetectorStatus>;

/** A day on which accounts, taken together, sent something else than on the days of the baseline. It accuses nobody. */
export const DriftAlarm = v.object({
  /** Start of the day, ms since 1970, UTC. */
  day: Instant,
  /** Whose requests are compared: those of all accounts, of one model, or of accounts in their first week. */
  cohort: v.string(),
  /** Accounts of the cohort on that day; each counts the same, however much it sends. */
  accounts: Count,
  /** Days of the baseline that it was compared with. */
  ordinary: Count,
  /** Distance from all mixes of these days, in units of the distances of these days from one another. */
  moved: Finite,
  /** Chance of at least such a distance on an ordinary day. */
  p: Probability,
  /** False discovery rate at which it is an alarm, together with all that have a smaller p. */
  q: Probability,
  /** One sentence with these numbers. */
  text: v.string(),
  /** What else may have moved the day, one sentence each. */
  against: Names,
  /** What moved it most, at most three, each with its share of the movement. */
  templates: v.array(
    v.object({
      template: v.string(),
      share: Finite,
      accounts: Count,
      lines: v.pipe(v.array(LineRef), v.maxLength(20)),
    }),
  ),
});
export type DriftAlarm = v.InferOutput<typeof DriftAlarm>;

/** How far one day lies from the days of a baseline. */
export const DriftDay = v.object({
  /** Start of the day, ms since 1970, UTC. */
  day: Instant,
  /** Accounts of the cohort on that day. */
  accounts: Count,
  /** As in an alarm; for a day of the baseline, its distance from those before or after it. */
  moved: Finite,
  /** Chance of at least such a distance on an ordinary day; absent for days of the baseline. */
  p: v.exactOptional(Probability),
});
export type DriftDay = v.InferOutput<typeof DriftDay>;

/** The days of one cohort. */
export const DriftCohort = v.object({
  /** Named as in alarms. */
  cohort: v.string(),
  /** Days of the baseline, the last 90. */
  ordinary: v.pipe(v.array(DriftDay), v.maxLength(90)),
  /** Days that were compared with them. */
  compared: v.array(DriftDay),
});
export type DriftCohort = v.InferOutput<typeof DriftCohort>;

/** Days and cohorts of the log against those of a baseline. */
export const DriftReport = v.object({
  /** Days that were compared: those that the baseline does not hold. */
  days: Count,
  /** Comparisons: days times cohorts. */
  tests: Count,
  /** What was not compared, and why. */
  reason: v.exactOptional(v.string()),
  /** By day, all accounts before cohorts. */
  alarms: v.array(DriftAlarm),
  /** What was compared with what, all accounts before cohorts. */
  cohorts: v.exactOptional(v.array(DriftCohort)),
});
export type DriftReport = v.InferOutput<typeof DriftReport>;

/** What `prompt-audit scan --format json` writes. The same bytes for the same input, whatever the number of workers. */
export const Report = v.object({
  /** Version of this shape. It changes when a field changes its meaning or goes. */
  version: v.literal(REPORT_VERSION),
  tool: v.object({ name: v.literal('prompt-traffic-audit'), version: v.string() }),
  /** True when the scan was cancelled or a part of the input was lost: the rest still stands. */
  partial: v.boolean(),
  /** Sentences on mappings that read requests in place of known formats: what follows depends on them. */
  changed: v.exactOptional(Names),
  settings: ReportSettings,
  /** Every setting that was in force and who gave it. Absent when all are defaults. */
  configuration: v.exactOptional(v.array(ConfiguredValue)),
  inputs: InputSummary,
  /** First and last request in ms UTC; null when no record has a time. */
  period: Period,
  population: Population,
  /** How much of the log could be judged, and why the rest could not be. */
  coverage: Coverage,
  /** Days and cohorts that are unlike those of the baseline. Absent without a baseline. It moves no score and no exit code. */
  drift: v.exactOptional(DriftReport),
  detectors: v.array(DetectorStatus),
  /** The gravest verdict first, then by log odds and the logarithm of the number of accounts. Relays have the score of none. */
  campaigns: v.array(CampaignReport),
  /** What was taken from the log as a whole. Absent where no campaign is flagged as distillation and no customer is to be asked. */
  taken: v.exactOptional(LogExposure),
  /** How much of what an assistant knows has left, and to whom. Absent where no answer names a document. */
  documents: v.exactOptional(DocumentCoverage),
  /** Techniques seen in exact facts of the log, the surest first. Absent when there are none. */
  techniques: v.exactOptional(v.array(TechniqueReport)),
  /** Campaigns that earlier scans found and this one does not, the last found first. Absent without a state. */
  gone: v.exactOptional(v.array(GoneCampaign)),
  /** Groups of accounts that were judged and cleared. */
  considered: v.exactOptional(Considered),
  /** All accounts, most suspicious first. */
  accounts: v.array(AccountReport),
  /** All templates, most suspicious first. */
  templates: v.array(TemplateReport),
  /** Things to look at, with the log lines that prove them. */
  findings: v.array(Finding),
  /**
   * What some of these lines say, those of drift and rules included, for readers who do not have the logs. Absent when prompts are
   * kept out.
   */
  kept: v.exactOptional(v.array(KeptLine)),
  /** What rules came to, where the command line was given some. Their hits are separate findings and do not affect scores. */
  rules: v.exactOptional(v.array(RuleOutcome)),
  /** What people decided about these findings, where the command line was given decisions. It changes nothing above. */
  triage: v.exactOptional(TriageSummary),
});
export type Report = v.InferOutput<typeof Report>;
