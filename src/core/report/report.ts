/**
 * The report: one JSON document, the same bytes for the same input whatever the number of workers.
 * It holds no clock time and no machine name. `report.schema.json` is the published schema.
 */
import type { DetectorFamily } from '../campaigns/detectors/detector.ts';
import type { InputSummary } from '../ingest/file-summary.ts';
import type { LineRef } from '../ingest/line-ref.ts';
import type { TemplatePart } from '../templates/intent/template-text.ts';

export type { FileSummary, InputSummary, LineCounts, LineReason } from '../ingest/file-summary.ts';
export type { LineRef } from '../ingest/line-ref.ts';
export type { TemplatePart } from '../templates/intent/template-text.ts';

export const REPORT_VERSION = 1;

export type Verdict = 'distillation' | 'relay' | 'automation' | 'none';

/** Verdicts from the most to the least serious. */
export const VERDICTS: readonly Verdict[] = ['distillation', 'relay', 'automation', 'none'];

export interface Report {
  version: typeof REPORT_VERSION;
  tool: { name: 'prompt-traffic-audit'; version: string };
  /** True when the scan was cancelled or a part of the input was lost: the rest still stands. */
  partial: boolean;
  /** Sentences on mappings that read requests in place of known formats: what follows depends on them. */
  changed?: string[];
  settings: ReportSettings;
  inputs: InputSummary;
  /** First and last request in ms UTC; null when no record has a time. */
  period: { start: number; end: number } | null;
  population: Population;
  detectors: DetectorStatus[];
  campaigns: CampaignReport[];
  /** All accounts, most suspicious first. */
  accounts: AccountReport[];
  /** All templates, most suspicious first. */
  templates: TemplateReport[];
  findings: Finding[];
  /** What people decided about these findings, where the command line was given decisions. It changes nothing above. */
  triage?: TriageSummary;
}

/** What decisions came to: how many of what was found count, and where each decided item stands. */
export interface TriageSummary {
  /** Day against which expiry was judged. */
  date: string;
  counts: Record<Finding['kind'], DecisionCounts>;
  /** Items that a decision concerns: campaigns, accounts, templates, each by name. */
  items: DecidedItem[];
  /** Decisions that were not applied, and why. */
  lapsed: { subject: string; why: string }[];
  /** Number of decisions about what this report does not have. */
  unseen: number;
}

/** How many of one kind were found to be distillation or relay: `found = counted + benign + allowed`. */
export interface DecisionCounts {
  found: number;
  counted: number;
  /** Not counted: marked benign, or part of something that is. */
  benign: number;
  /** Not counted: on the allow-list. */
  allowed: number;
  /** Of the counted ones. */
  confirmed: number;
  watch: number;
}

export interface DecidedItem {
  kind: Finding['kind'];
  id: string;
  state: 'confirmed' | 'benign' | 'watch' | 'allowed';
  counted: boolean;
  /** One sentence: what was decided, by whom, why. */
  text: string;
}

export interface ReportSettings {
  /** Prior probability that an account takes part in distillation, before any evidence. */
  accountPrior: number;
  /** Posterior probability from which an account is called `distillation`. */
  threshold: number;
  /** Seed of every permutation test. */
  seed: number;
}

export interface Population {
  requests: number;
  accounts: number;
  templates: number;
  organisations: number;
  models: number;
}

export interface DetectorStatus {
  id: string;
  name: string;
  /** The kind of evidence the detector gives. */
  family: DetectorFamily;
  /** `abstained` when what it needs is missing from the log. */
  state: 'ran' | 'abstained';
  /** What was missing. */
  reason?: string;
  /** Number of units (slices, accounts or campaigns) it judged. */
  judged: number;
}

/**
 * One piece of evidence. `weight` is a log likelihood ratio in nats: positive speaks for distillation, negative against.
 * The prior's log odds plus all weights of an account is exactly the log odds of its score.
 */
export interface Evidence {
  detector: string;
  /** One sentence a person can read, with its numbers. */
  text: string;
  weight: number;
  statistic: number;
  /** Chance of such a value without an attack, where a null was available. */
  p?: number;
  /** False discovery rate at which the evidence is accepted together with all that has a smaller p. */
  q?: number;
  /** What the null is made of. */
  stratum?: string;
  /** Number of observations behind the statistic. */
  n: number;
  /** Log lines that show it, at most 20. */
  lines: LineRef[];
}

export interface AccountReport {
  account: string;
  /** `weak` when the account is only an address or a file name. */
  identity: 'strong' | 'weak';
  /** Log odds before any evidence: with all weights added they are the log odds of the score. */
  priorLogOdds: number;
  score: number;
  verdict: Verdict;
  requests: number;
  /** Requests that belong to flagged slices. */
  flaggedRequests: number;
  outputTokens: number;
  first: number | null;
  last: number | null;
  organisation?: string;
  /** Id of the campaign the account belongs to. */
  campaign?: string;
  /** Largest slices: the account's requests of one template. At most 20. */
  slices: SliceReport[];
  evidence: Evidence[];
  counterEvidence: Evidence[];
}

export interface SliceReport {
  template: string;
  requests: number;
  score: number;
}

export interface CampaignReport {
  id: string;
  /** Log odds before any evidence: with all weights added they are the log odds of the score. */
  priorLogOdds: number;
  score: number;
  verdict: Verdict;
  accounts: string[];
  templates: string[];
  requests: number;
  first: number | null;
  last: number | null;
  /** One sentence: what is being harvested and how. */
  summary: string;
  evidence: Evidence[];
  counterEvidence: Evidence[];
  /** What members share besides templates, at most eight of each kind; it weighs nothing. Absent when nothing is shared. */
  infrastructure?: SharedTrace[];
  /** Tests of the campaign as a whole. They stand beside the score and weigh nothing in it. */
  tests?: CampaignTest[];
  /** Share of false ones to expect among this campaign and all with a higher score, as far as scores are calibrated. */
  falseDiscoveryRate?: number;
}

/** Something of the network or the client that several members of a campaign have in common. */
export interface SharedTrace {
  kind: 'address' | 'userAgent' | 'organisation';
  /** As the log has it, cut at 300 characters. */
  value: string;
  /** Places of these members in the campaign's `accounts`, ascending. */
  members: number[];
  /** Requests of the campaign that carry it. */
  requests: number;
  /** Accounts of the log that are no such member and have it too. */
  others: number;
}

/** A test against a null, or why it could not be made. */
export interface CampaignTest {
  /** What the campaign is compared with. */
  against: string;
  statistic?: number;
  /** Chance of at least such a value under the null: at least 1 / (n + 1). */
  p?: number;
  /** Cases of the null. */
  n?: number;
  untested?: string;
}

export interface TemplateReport {
  id: string;
  score: number;
  verdict: Verdict;
  requests: number;
  accounts: number;
  organisations: number;
  /** The prompt with its variable places; for long prompts cut at 4,000 characters. Empty when prompts are kept out. */
  parts: TemplatePart[];
  /** What the prompt asks for, most probable first; nothing below 5%, which says only what it is not. */
  intents: IntentReport[];
  /** Ids of campaigns that use it. */
  campaigns: string[];
  lines: LineRef[];
}

export interface IntentReport {
  intent: string;
  /** Probability given the template's fixed text, 0 to 1. */
  probability: number;
  /** Words of the template that speak most for it. */
  spans: string[];
}

/** Something to look at, with the log lines that prove it. */
export interface Finding {
  id: string;
  kind: 'campaign' | 'account' | 'template';
  /** Id of the campaign, the account or the template. */
  subject: string;
  verdict: Verdict;
  score: number;
  title: string;
  detail: string;
  /** The line to open first, then further ones; at most 20 in all. */
  lines: LineRef[];
}
