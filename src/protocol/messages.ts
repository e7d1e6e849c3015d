/**
 * Everything the extension host and the dashboard say to each other. The webview imports this file and `view-model.ts`
 * and nothing else of the host. Both ends validate what they receive, with `from-webview.ts` and `to-webview.ts`.
 *
 * Questions and answers have the form of `exchange.ts`.
 * Numbers for charts travel as ONE typed array a message: VS Code drops typed arrays past the 255th without a word
 * (measured on 1.100 and 1.139).
 */
import type { AccountDetail, Hours, HeatmapGrid, Overview, RequestRow, TemplateDetail } from './view-model.ts';
import type { AccountLink, Arrivals, CampaignGraph, Turns } from './chart-data.ts';
import type { Answer, Failure, Question } from './exchange.ts';
import type { LineRef } from '../core/report/report.ts';
import type { ComparisonView, DecisionList, DecisionRequest, Supposition, WhatIf } from './decision-data.ts';

export type Metric = 'requests' | 'outputTokens' | 'flaggedShare' | 'templates';
/** What the rows of a heatmap are put together by; each group stands in the order of its best row. */
export type Grouping = 'none' | 'campaign' | 'organisation' | 'verdict';
export type SortOrder = 'score' | 'campaign' | 'requests' | 'first' | 'name';

/** Which requests are meant. Fields that are absent do not restrict. Times are ms UTC, `to` is exclusive. */
export interface Selection {
  account?: string;
  template?: string;
  campaign?: string;
  from?: number;
  to?: number;
  /** Hour of the week in UTC, 0 = Monday 00:00. */
  hourOfWeek?: number;
}

export interface HeatmapQuery {
  metric: Metric;
  sort: SortOrder;
  group: Grouping;
  /** Only accounts whose name, organisation or campaign contains this text; empty for all. */
  filter: string;
  /** ms UTC, `to` exclusive; when both are 0 the whole period of the scan is meant. */
  from: number;
  to: number;
  /** Number of equal time bins, 1 to 2,000. */
  bins: number;
  /** Only the members of this campaign; absent for all accounts. */
  campaign?: string;
  /** Count only requests of this template, and list only accounts that have one in the range; absent for all. */
  template?: string;
  /** Judge with these settings; absent for those of the scan. */
  suppose?: Supposition;
  /**
   * The window of rows wanted. Rows are numbered from 0 after sort, filter and campaign; the answer holds
   * `min(rows, totalRows - firstRow)` of them. At most 2,000 rows a question.
   */
  firstRow: number;
  rows: number;
}

/** Questions the dashboard asks, with what each is answered by. */
export interface Questions {
  overview: { ask: Record<string, never>; answer: Overview };
  heatmap: { ask: HeatmapQuery; answer: HeatmapGrid };
  account: { ask: { account: string }; answer: AccountDetail };
  hours: { ask: { account: string; metric: Metric }; answer: Hours };
  /** One template in full, with the accounts that use it. */
  template: { ask: { template: string }; answer: TemplateDetail };
  /** Null when the account has fewer than three requests with a time. */
  arrivals: { ask: { account: string }; answer: Arrivals | null };
  links: { ask: { account: string }; answer: AccountLink[] };
  campaignGraph: { ask: { campaign: string }; answer: CampaignGraph };
  /** Null when fewer than two of the campaign's requests have a time. */
  turns: { ask: { campaign: string }; answer: Turns | null };
  /** First matching requests in log order, at most `limit` (1 to 500). */
  requests: { ask: { selection: Selection; limit: number }; answer: { total: number; rows: RequestRow[] } };
  decisions: { ask: Record<string, never>; answer: DecisionList };
  whatIf: { ask: Supposition; answer: WhatIf };
  /** Null when no other report was chosen. */
  comparison: { ask: Record<string, never>; answer: ComparisonView | null };
}
export type QuestionKind = keyof Questions;

export type FromWebview =
  | { type: 'ready' }
  | Question<Questions>
  /** Open the log at this line. */
  | { type: 'openLine'; line: LineRef }
  /** Open the log at the first flagged request of the selection, or at its first when none is flagged. */
  | { type: 'openFirst'; selection: Selection }
  | { type: 'command'; command: 'scanFile' | 'cancel' | 'openDecisions' | 'compare' }
  | { type: 'decide'; decision: DecisionRequest }
  /** Keep these settings in the workspace, and these accounts on its allow-list. */
  | { type: 'keepSettings'; supposition: Supposition; note: string }
  /** Write what the page is about to a file for others: the host asks for format and place. */
  | { type: 'export'; target: Target }
  /** Save a picture of a chart: the host asks for the place. `name` is a few words for the file's name. */
  | { type: 'savePicture'; name: string; format: PictureFormat; data: Uint8Array }
  /** What the view shows now, kept by VS Code for a reload. */
  | { type: 'state'; state: ViewState };

export type PictureFormat = 'png' | 'svg';

export type ToWebview =
  | Answer<Questions>
  | Failure
  /** A scan ended or was cleared: ask again. `revision` grows by one each time. */
  | { type: 'changed'; revision: number }
  /**
   * A scan runs: `fraction` is 0 to 1, or null when the size is unknown. The last message of a scan has `done`, however
   * the scan ended; its text says how, and stays on screen when it is not empty.
   */
  | { type: 'progress'; text: string; fraction: number | null; done?: true }
  /** Show this in the dashboard. */
  | { type: 'show'; target: Target };

export type Target =
  | { page: 'overview' }
  | { page: 'accounts' }
  | { page: 'account'; account: string }
  | { page: 'templates' }
  | { page: 'template'; template: string }
  | { page: 'campaigns' }
  | { page: 'campaign'; campaign: string }
  | { page: 'decisions' }
  | { page: 'what-if' }
  | { page: 'compare' };

export interface ViewState {
  target: Target;
  metric: Metric;
  sort: SortOrder;
  filter: string;
  /** `none` when absent. */
  group?: Grouping;
  /** Zoomed time range in ms UTC, or null for all. */
  range: [number, number] | null;
  /** Other settings that were tried last. */
  suppose?: Supposition | undefined;
}
