/** What a view shows and how: a page with its subject, a measure, an order, a filter. */
import * as v from 'valibot';
import { Finite, Name, textWithin } from '../schema/shapes.ts';
import { CaseFilter } from './case-filter.ts';
import { Supposition } from './decision-data.ts';
import { EntityKind } from './entity-data.ts';

export const Metric = v.picklist(['requests', 'outputTokens', 'flaggedShare', 'templates']);
export type Metric = v.InferOutput<typeof Metric>;

/** How the rows of a heatmap are grouped; each group is placed by its best row. */
export const Grouping = v.picklist(['none', 'campaign', 'organisation', 'verdict']);
export type Grouping = v.InferOutput<typeof Grouping>;

export const SortOrder = v.picklist(['score', 'campaign', 'requests', 'first', 'name']);
export type SortOrder = v.InferOutput<typeof SortOrder>;

/** Text to search for in the names of a list. */
export const FilterText = textWithin(1000);

/** Parts of a campaign's page, of which one is in sight at a time. */
export const CaseTab = v.picklist(['evidence', 'accounts', 'timeline', 'graph', 'requests', 'decisions']);
export type CaseTab = v.InferOutput<typeof CaseTab>;

/** Parts of an account's page, in the same way. */
export const AccountTab = v.picklist(['use', 'evidence', 'links', 'requests']);
export type AccountTab = v.InferOutput<typeof AccountTab>;

/** A page of the dashboard, with its subject. */
export const Target = v.variant('page', [
  v.object({ page: v.literal('overview') }),
  v.object({ page: v.literal('accounts') }),
  v.object({ page: v.literal('account'), account: Name, tab: v.exactOptional(AccountTab) }),
  v.object({ page: v.literal('templates') }),
  v.object({ page: v.literal('template'), template: Name }),
  v.object({ page: v.literal('campaigns') }),
  /** With the account whose row is chosen in the list of accounts. */
  v.object({
    page: v.literal('campaign'),
    campaign: Name,
    tab: v.exactOptional(CaseTab),
    row: v.exactOptional(Name),
  }),
  v.object({ page: v.literal('entities'), kind: v.exactOptional(EntityKind) }),
  v.object({ page: v.literal('entity'), kind: EntityKind, value: Name }),
  v.object({ page: v.literal('links'), from: v.exactOptional(Name), to: v.exactOptional(Name) }),
  v.object({ page: v.literal('cleared') }),
  v.object({ page: v.literal('drift') }),
  v.object({ page: v.literal('techniques') }),
  v.object({ page: v.literal('decisions') }),
  v.object({ page: v.literal('what-if') }),
  v.object({ page: v.literal('compare') }),
]);
export type Target = v.InferOutput<typeof Target>;

export const ViewState = v.object({
  target: Target,
  metric: Metric,
  sort: SortOrder,
  filter: FilterText,
  /** `none` when absent. */
  group: v.exactOptional(Grouping),
  /** Zoomed time range in ms UTC, or null for all. */
  range: v.nullable(v.tuple([Finite, Finite])),
  /** What identifies the page's subject besides a number, to find it again in the next scan. */
  seen: v.exactOptional(
    v.object({
      /** The logs that were scanned. */
      scan: v.string(),
      /** Accounts of the campaign, or beginning of the template's text. */
      of: v.pipe(v.array(v.string()), v.maxLength(50)),
    }),
  ),
  /** Times in the local time zone; in UTC if absent. */
  clock: v.exactOptional(v.literal('local')),
  /** Which cases are listed; all when absent. */
  cases: v.exactOptional(CaseFilter),
  /** Other settings that were tried last. */
  suppose: v.optional(Supposition),
});
export type ViewState = v.InferOutput<typeof ViewState>;
