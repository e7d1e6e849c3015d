/** Data for individual charts, computed by the host from the request index, and the questions that charts ask. */
import * as v from 'valibot';
import { DriftReport, SharedTrace, TechniqueReport, VERDICTS } from '../report/shape/report.ts';
import { Count, Finite, Name, Names } from '../schema/shapes.ts';
import { Nothing, type QuestionShapes } from './exchange.ts';

const Counts = v.array(Count);
const Numbers = v.array(Finite);

/** A verdict, or that of an account or template beside that of its group (`judgedIn`). */
export const Called = v.picklist([...VERDICTS, 'suspected-group']);
export type Called = v.InferOutput<typeof Called>;

/** Time between consecutive requests of one account, counted in bins of equal width on a logarithmic scale. */
export const Arrivals = v.object({
  account: v.string(),
  /** Lower edge of the first bin in ms; shorter gaps are counted in it too. */
  from: Finite,
  /** Upper edge of each bin divided by its lower edge. */
  ratio: Finite,
  observed: Counts,
  /** Expected if the account keeps its number of requests in each hour and sends them at random within it. */
  shuffled: Numbers,
  /** Expected if requests come at random at the account's mean rate: the exponential distribution. */
  exponential: Numbers,
  /** Number of gaps. */
  gaps: Count,
  /** The median gap in ms. */
  median: Finite,
});
export type Arrivals = v.InferOutput<typeof Arrivals>;

/** An account related to another one, with every reason in a sentence. */
export const AccountLink = v.object({
  account: v.string(),
  score: Finite,
  verdict: Called,
  campaign: v.string(),
  /** Sum of the reasons' weights, for order only. */
  strength: Finite,
  reasons: v.array(
    v.object({
      kind: v.picklist(['campaign', 'templates', 'organisation', 'succession', 'hours']),
      text: v.string(),
    }),
  ),
});
export type AccountLink = v.InferOutput<typeof AccountLink>;
export type LinkKind = AccountLink['reasons'][number]['kind'];

export const GraphTrace = v.object({
  kind: SharedTrace.entries.kind,
  value: v.string(),
  /** Number of members that have it. */
  members: Count,
  /** Number of other accounts in the log that have it. */
  others: Count,
  /** Number of its members in each group, in the order of `groups`. */
  counts: Counts,
});
export type GraphTrace = v.InferOutput<typeof GraphTrace>;

export const AccountGroup = v.object({
  /** At most 50 names. */
  accounts: Names,
  size: Count,
  organisations: Count,
  requests: Count,
  /** Number of requests of each template, in the order of `templates`. */
  counts: Counts,
});
export type AccountGroup = v.InferOutput<typeof AccountGroup>;

/** Who in a campaign sends what: accounts that use the same templates form one group. */
export const CampaignGraph = v.object({
  campaign: v.string(),
  /** Most requests first, at most 40. */
  templates: v.array(v.object({ template: v.string(), requests: Count, accounts: Count })),
  /** Most accounts first, at most 40. */
  groups: v.array(AccountGroup),
  /** What members share besides templates. */
  traces: v.array(GraphTrace),
  /** Templates beyond that limit. */
  moreTemplates: Count,
  /** Accounts beyond that limit. */
  moreAccounts: Count,
});
export type CampaignGraph = v.InferOutput<typeof CampaignGraph>;

/** How a campaign's requests are dealt out over its accounts: the densest run of consecutive requests. */
export const Turns = v.object({
  campaign: v.string(),
  /** The sentence of the evidence on whether the accounts take turns; null if that could not be judged. */
  judged: v.nullable(v.string()),
  /** Accounts of the run in order of first appearance. */
  accounts: Names,
  /** Requests of each account in the whole campaign. */
  requests: Counts,
  /** Index in `accounts` of each request of the run. */
  order: Counts,
  /** Time of each request of the run in ms UTC. */
  times: Numbers,
});
export type Turns = v.InferOutput<typeof Turns>;

/** A campaign that switches to another model. */
export const Pivot = v.object({
  campaign: v.string(),
  from: v.string(),
  to: v.string(),
  /** Start of the first bin in which the new model has the most requests, in ms UTC. */
  time: Finite,
});
export type Pivot = v.InferOutput<typeof Pivot>;

const AnAccount = v.object({ account: Name });
const ACampaign = v.object({ campaign: Name });

export const chartQuestions = {
  /** Null where the scan had no baseline. */
  drift: { ask: Nothing, answer: v.nullable(DriftReport) },
  /** The surest first. */
  techniques: { ask: Nothing, answer: v.array(TechniqueReport) },
  /** Null if the account has fewer than three requests with a time. */
  arrivals: { ask: AnAccount, answer: v.nullable(Arrivals) },
  links: { ask: AnAccount, answer: v.array(AccountLink) },
  campaignGraph: { ask: ACampaign, answer: CampaignGraph },
  /** Null if fewer than two of the campaign's requests have a time. */
  turns: { ask: ACampaign, answer: v.nullable(Turns) },
} satisfies QuestionShapes;
