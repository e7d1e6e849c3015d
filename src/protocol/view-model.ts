/** Data for the pages, computed by the host from a report and its request index, and the questions that pages ask. */
import * as v from 'valibot';
import {
  AccountReport,
  CampaignReport,
  DetectorStatus,
  InputSummary,
  LineRef,
  Period,
  Population,
  ReportSettings,
  RuleOutcome,
  TemplateReport,
  TriageSummary,
  Verdict,
} from '../report/shape/report.ts';
import { Count, countWithin, Finite, Floats, Name, Names, Time, within } from '../schema/shapes.ts';
import { Called, Pivot } from './chart-data.ts';
import { ENTITY_KINDS } from './entity-kinds.ts';
import { Supposition } from './decision-data.ts';
import { Nothing, type QuestionShapes } from './exchange.ts';
import { LeftWithAnswers } from './exposure-data.ts';
import { FilterText, Grouping, Metric, SortOrder } from './view-state.ts';

export type * from './chart-data.ts';
export type {
  AccountReport,
  CampaignReport,
  Considered,
  ConsideredGroup,
  ConsideredReason,
  SingleAccountHarvest,
  SingleAccountHarvests,
  DetectorStatus,
  DriftAlarm,
  DriftCohort,
  DriftDay,
  DriftReport,
  Evidence,
  InputSummary,
  IntentReport,
  LineRef,
  TemplatePart,
  TemplateReport,
  Verdict,
} from '../report/shape/report.ts';

const Numbers = v.array(Finite);

export const AccountRow = v.object({
  account: v.string(),
  score: Finite,
  verdict: Called,
  requests: Count,
  flaggedRequests: Count,
  organisation: v.string(),
  campaign: v.string(),
  first: Time,
  last: Time,
  /** The strongest of its own reasons, in a sentence; empty if nothing was found. */
  why: v.string(),
});
export type AccountRow = v.InferOutput<typeof AccountRow>;
const COUNTED = ['hourly', 'coarse', 'none'] as const;

const Pairs = v.array(v.tuple([v.string(), v.string()]));
/** What a page says of a campaign besides its evidence: facts, questions whose answers would change its verdict, groups that were cleared, what each of its parts asks for. */
const CampaignBrief = v.object({ title: v.string(), facts: Pairs, checks: Pairs, lookAlikes: Names, parts: Names });

/** The whole picture without the per-account evidence; null fields mean that nothing was scanned yet. */
export const Overview = v.object({
  revision: Count,
  scanned: v.boolean(),
  /** What part of the input this covers, where it does not cover all. */
  partial: v.nullable(v.string()),
  /** The result in short, in the same words as everywhere else. */
  headline: v.object({ state: Verdict, sentence: v.string(), caveats: Names }),
  /** Nothing could be judged, and another field for the account may help. */
  isAboutAccounts: v.boolean(),
  /** What to do about a log that cannot be judged, or empty. */
  remedy: v.string(),
  /** Groups of accounts that were judged and cleared. */
  cleared: Count,
  title: v.string(),
  /** Of a report that keeps only some requests: how many, whether its logs are here, how it counts all of them; else null. */
  kept: v.nullable(v.object({ requests: Count, hasLogs: v.boolean(), counted: v.picklist(COUNTED) })),
  inputs: v.nullable(InputSummary),
  period: Period,
  population: v.nullable(Population),
  settings: v.nullable(ReportSettings),
  detectors: v.array(DetectorStatus),
  campaigns: v.array(CampaignReport),
  /** Of each campaign, by its id: what it takes, and what decides besides evidence, in the words of every other place. */
  briefs: v.record(v.string(), CampaignBrief),
  /**
   * At most 5,000 templates, most suspicious first, for lists: `parts` are cut at about 400 characters and `lines` at one. The
   * `template` question returns the whole.
   */
  templates: v.array(TemplateReport),
  /** Accounts, most suspicious first, as rows for lists. */
  accounts: v.array(AccountRow),
  /** Requests a time bin over the whole period, split into flagged and other; 200 bins. */
  timeline: v.object({
    bins: Count,
    requests: Numbers,
    flagged: Numbers,
    newModels: v.array(v.object({ model: v.string(), time: Finite })),
    pivots: v.array(Pivot),
  }),
  /** Number of judged accounts in each tenth of the score, 0–0.1 first. */
  scores: v.array(Count),
  /** Accounts that could not be judged. */
  unjudged: Count,
  /** Who decides in this window, and who answers for it; empty where nobody is named. */
  me: v.object({ author: v.string(), owner: v.string() }),
  /** People's decisions: they dim items and count them, and change nothing else. */
  triage: TriageSummary,
  ...LeftWithAnswers.entries,
  /** A title of each technique seen in exact facts, the surest first. */
  techniques: v.array(v.string()),
  entityKinds: v.array(v.picklist(ENTITY_KINDS)),
  /** Days that were compared with a baseline, and alarms; null where the scan had none. */
  drift: v.nullable(v.object({ days: Count, alarms: Count, reason: v.nullable(v.string()) })),
  /** Results of rules, each with its first three hits that count and how many do not; none if no rule was run. */
  rules: v.array(v.object({ ...RuleOutcome.entries, cleared: Count, unlisted: Count })),
});
export type Overview = v.InferOutput<typeof Overview>;

export const HeatmapQuery = v.object({
  metric: Metric,
  sort: SortOrder,
  group: Grouping,
  /** Only accounts whose name, organisation or campaign contains this text; empty for all. */
  filter: FilterText,
  /** ms UTC; if both ends are 0, the whole period of the scan. */
  from: Finite,
  /** ms UTC, exclusive. */
  to: Finite,
  /** Number of equal time bins. */
  bins: countWithin(1, 2000),
  /** Only the members of this campaign; absent for all accounts. */
  campaign: v.exactOptional(Name),
  /** Count only requests of this template, and list only accounts that have one in the range; absent for all. */
  template: v.exactOptional(Name),
  /** Judge with these settings; absent for those of the scan. */
  suppose: v.exactOptional(Supposition),
  /**
   * The first row of the window that is wanted. Rows are numbered from 0 after sort, filter and campaign; the answer contains
   * `min(rows, totalRows - firstRow)` of them.
   */
  firstRow: Count,
  rows: countWithin(0, 2000),
});
export type HeatmapQuery = v.InferOutput<typeof HeatmapQuery>;

/**
 * `values[row * bins + bin]`, row-major. Rows are in the order asked for. A bin without a request is 0, or NaN for
 * `flaggedShare`, where 0 means requests of which none is flagged.
 */
const HeatmapShape = v.object({
  revision: Count,
  accounts: Names,
  verdicts: v.array(Called),
  scores: Numbers,
  campaigns: Names,
  /** Name of the group that each row belongs to; empty strings without groups. */
  groups: Names,
  from: Finite,
  to: Finite,
  bins: Count,
  values: Floats,
  /** Largest value over ALL rows that match, not only this window, so that colours stay the same while scrolling. */
  max: Finite,
  /** Number of the first row in this answer. */
  firstRow: Count,
  totalRows: Count,
});
export type HeatmapGrid = v.InferOutput<typeof HeatmapShape>;

/** A typed array lost on the way arrives empty. */
export const HeatmapGrid = v.pipe(
  HeatmapShape,
  v.check(({ values, accounts, bins }) => values.length === accounts.length * bins),
);

/** 168 values, Monday 00:00 UTC first. */
export const Hours = v.object({ account: v.string(), values: Floats, max: Finite });
export type Hours = v.InferOutput<typeof Hours>;

export const AccountDetail = v.object({
  report: AccountReport,
  models: v.array(v.object({ model: v.string(), requests: Count })),
  /** Log odds of the prior, so that the reader sees the weights of the evidence add up to the score. */
  priorLogOdds: Finite,
  /** Campaigns whose evidence it carries without being a member. */
  near: Names,
});
export type AccountDetail = v.InferOutput<typeof AccountDetail>;

export const TemplateDetail = v.object({
  /** With `parts` and `lines` as the report has them. */
  report: TemplateReport,
  /** Accounts that use it, most requests first, at most 1,000; `report.accounts` is the full number. */
  users: v.array(
    v.object({ account: v.string(), requests: Count, score: Finite, verdict: Called, campaign: v.string() }),
  ),
  /** Requests a time bin over the whole period of the scan; empty when no request has a time. */
  timeline: v.object({ from: Finite, to: Finite, requests: Numbers }),
});
export type TemplateDetail = v.InferOutput<typeof TemplateDetail>;

/** Which requests are meant. Absent fields do not restrict. Times are ms UTC, `to` is exclusive. */
export const Selection = v.object({
  account: v.exactOptional(Name),
  template: v.exactOptional(Name),
  campaign: v.exactOptional(Name),
  from: v.exactOptional(Finite),
  to: v.exactOptional(Finite),
  /** Hour of the week in UTC, 0 = Monday 00:00. */
  hourOfWeek: v.exactOptional(within(0, 167)),
});
export type Selection = v.InferOutput<typeof Selection>;

export const RequestRow = v.object({
  line: LineRef,
  time: Time,
  account: v.string(),
  template: v.string(),
  model: v.string(),
  outputTokens: Finite,
  score: Finite,
});
export type RequestRow = v.InferOutput<typeof RequestRow>;

export const pageQuestions = {
  overview: { ask: Nothing, answer: Overview },
  heatmap: { ask: HeatmapQuery, answer: HeatmapGrid },
  account: { ask: v.object({ account: Name }), answer: AccountDetail },
  hours: { ask: v.object({ account: Name, metric: Metric }), answer: Hours },
  /** One template in full, with the accounts that use it. */
  template: { ask: v.object({ template: Name }), answer: TemplateDetail },
  /** First matching requests in log order. */
  requests: {
    ask: v.object({ selection: Selection, limit: countWithin(1, 500) }),
    answer: v.object({ total: Count, rows: v.array(RequestRow) }),
  },
} satisfies QuestionShapes;
