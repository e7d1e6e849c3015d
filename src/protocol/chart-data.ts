/** What single charts draw, made by the host from the index of requests. */
import type { SharedTrace, Verdict } from '../core/report/report.ts';

/** Time between requests in a row of one account, counted in bins of equal width on a logarithmic scale. */
export interface Arrivals {
  account: string;
  /** Lower edge of the first bin in ms; shorter gaps are counted in it too. */
  from: number;
  /** Upper edge of each bin divided by its lower edge. */
  ratio: number;
  observed: number[];
  /** Expected when the account keeps its number of requests in each hour and sends them at random within it. */
  shuffled: number[];
  /** Expected when requests come at random at the account's mean rate: the exponential distribution. */
  exponential: number[];
  /** Number of gaps, and the one in the middle in ms. */
  gaps: number;
  median: number;
}

export type LinkKind = 'campaign' | 'templates' | 'organisation' | 'succession' | 'hours';

/** An account that has something to do with another one, with every reason in a sentence. */
export interface AccountLink {
  account: string;
  score: number;
  verdict: Verdict;
  campaign: string;
  /** Sum of the reasons' weights, for order only. */
  strength: number;
  reasons: { kind: LinkKind; text: string }[];
}

/** Who in a campaign sends what: accounts that use the same templates are one group. */
export interface CampaignGraph {
  campaign: string;
  /** Most requests first, at most 40. */
  templates: { template: string; requests: number; accounts: number }[];
  /** Most accounts first, at most 40. */
  groups: AccountGroup[];
  /** What members share besides templates. */
  traces: GraphTrace[];
  /** Templates and accounts beyond those limits. */
  moreTemplates: number;
  moreAccounts: number;
}

export interface GraphTrace {
  kind: SharedTrace['kind'];
  value: string;
  /** Members with it, and other accounts of the log with it. */
  members: number;
  others: number;
  /** Its members in each group, in the order of `groups`. */
  counts: number[];
}

export interface AccountGroup {
  /** At most 50 names. */
  accounts: string[];
  size: number;
  organisations: number;
  requests: number;
  /** Requests of each template, in the order of `templates`. */
  counts: number[];
}

/** How a campaign's requests are dealt over its accounts: the densest run of requests in a row. */
export interface Turns {
  campaign: string;
  /** Accounts of the run in the order in which they come first. */
  accounts: string[];
  /** Requests of each account in the whole campaign. */
  requests: number[];
  /** Place in `accounts` of each request of the run, and its time in ms UTC. */
  order: number[];
  times: number[];
  /** Share of requests in the whole campaign that come from the same account as the one before; and by chance. */
  repeats: number;
  repeatsByChance: number;
}

/** A campaign that goes over to another model. */
export interface Pivot {
  campaign: string;
  from: string;
  to: string;
  /** Start of the first bin in which the new model has most requests, ms UTC. */
  time: number;
}
