/** Data the dashboard draws, made by the host from a report and its request index. */
import type { Pivot } from './chart-data.ts';
import type {
  AccountReport,
  CampaignReport,
  DetectorStatus,
  InputSummary,
  LineRef,
  Population,
  ReportSettings,
  TemplateReport,
  TriageSummary,
  Verdict,
} from '../core/report/report.ts';

export type * from './chart-data.ts';
export type {
  AccountReport,
  CampaignReport,
  DetectorStatus,
  Evidence,
  FileSummary,
  InputSummary,
  IntentReport,
  LineReason,
  LineRef,
  SliceReport,
  TemplatePart,
  TemplateReport,
  Verdict,
} from '../core/report/report.ts';

/** The whole picture without the per-account evidence; null fields mean that nothing was scanned yet. */
export interface Overview {
  revision: number;
  scanned: boolean;
  partial: boolean;
  /** What was scanned, for the title. */
  title: string;
  inputs: InputSummary | null;
  period: { start: number; end: number } | null;
  population: Population | null;
  settings: ReportSettings | null;
  detectors: DetectorStatus[];
  campaigns: CampaignReport[];
  /**
   * At most 5,000 templates, most suspicious first, for lists: `parts` are cut at about 400 characters and `lines` at
   * one. The `template` question gives the whole.
   */
  templates: TemplateReport[];
  /** Accounts, most suspicious first, as rows for lists. */
  accounts: AccountRow[];
  /** Requests a time bin over the whole period, split into flagged and other; 200 bins. */
  timeline: {
    bins: number;
    requests: number[];
    flagged: number[];
    newModels: { model: string; time: number }[];
    pivots: Pivot[];
  };
  /** Number of accounts in each tenth of the score, 0–0.1 first. */
  scores: number[];
  /** What people decided: it dims items and counts them, and changes nothing else. */
  triage: TriageSummary;
}

export interface AccountRow {
  account: string;
  score: number;
  verdict: Verdict;
  requests: number;
  flaggedRequests: number;
  organisation: string;
  campaign: string;
  first: number | null;
  last: number | null;
}

/**
 * `values[row * bins + bin]`, row-major. Rows are in the order asked for. A bin without a request is 0, or NaN for
 * `flaggedShare`, where 0 means requests of which none is flagged.
 */
export interface HeatmapGrid {
  revision: number;
  accounts: string[];
  verdicts: Verdict[];
  scores: number[];
  campaigns: string[];
  /** Name of the group that each row belongs to; empty strings without groups. */
  groups: string[];
  from: number;
  to: number;
  bins: number;
  values: Float32Array;
  /** Largest value over ALL rows that match, not only this window, so that colours stand still while scrolling. */
  max: number;
  /** Number of the first row in this answer, and how many rows match in all. */
  firstRow: number;
  totalRows: number;
}

/** 168 values, Monday 00:00 UTC first. */
export interface Hours {
  account: string;
  values: Float32Array;
  max: number;
}

export interface AccountDetail {
  report: AccountReport;
  models: { model: string; requests: number }[];
  /** Log odds of the prior, so that the weights of the evidence add up to the score in sight of the reader. */
  priorLogOdds: number;
}

export interface TemplateDetail {
  /** With `parts` and `lines` as the report has them. */
  report: TemplateReport;
  /** Accounts that use it, most requests first, at most 1,000; `report.accounts` is the full number. */
  users: { account: string; requests: number; score: number; verdict: Verdict; campaign: string }[];
  /** Requests a time bin over the whole period of the scan; empty when no request has a time. */
  timeline: { from: number; to: number; requests: number[] };
}

export interface RequestRow {
  line: LineRef;
  time: number | null;
  account: string;
  template: string;
  model: string;
  outputTokens: number;
  score: number;
}
