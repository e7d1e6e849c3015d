/**
 * Checks every message between the host and the dashboard where it arrives, in both directions. What does not fit is
 * not a message: the caller gets undefined and drops it.
 */
import type {
  FromWebview,
  Grouping,
  HeatmapQuery,
  Metric,
  QuestionKind,
  Questions,
  Selection,
  SortOrder,
  Target,
  ToWebview,
  ViewState,
} from './messages.ts';
import type {
  AccountDetail,
  AccountRow,
  HeatmapGrid,
  Hours,
  Overview,
  RequestRow,
  TemplateDetail,
} from './view-model.ts';
import { isArrivals, isCampaignGraph, isLinks, isPivot, isTurns } from './chart-guards.ts';
import { isComparisonView, isDecisionList, isDecisionRequest, isSupposition, isWhatIf } from './decision-guards.ts';
import {
  isAccountReport,
  isCampaign,
  isDetector,
  isInputs,
  isLineRef,
  isPeriod,
  isPopulation,
  isSettings,
  isTemplate,
  isTriageSummary,
  isVerdict,
} from './report-guards.ts';
import {
  isArrayOf,
  isBoolean,
  isBytesWithin,
  isCount,
  isCountWithin,
  isFloats,
  isNullOr,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isPair,
  isShape,
  isShort,
  isString,
  isWithin,
} from './guards.ts';
import type { Guard } from './guards.ts';

/** Longest name a view may send: names come from the log and may be long, but not without end. */
const isName = isShort(10_000);
const isTime = isNullOr(isNumber);
/** Largest picture of a chart in bytes: a full screen at four pixels a point is some 10 MB. */
const PICTURE = 40_000_000;

const isMetric = isOneOf<Metric>('requests', 'outputTokens', 'flaggedShare', 'templates');
const isGrouping = isOneOf<Grouping>('none', 'campaign', 'organisation', 'verdict');
const isSort = isOneOf<SortOrder>('score', 'campaign', 'requests', 'first', 'name');

const isNames = isArrayOf(isString);

// From the dashboard

const isSelection = isShape<Selection>({
  account: isOptional(isName),
  template: isOptional(isName),
  campaign: isOptional(isName),
  from: isOptional(isNumber),
  to: isOptional(isNumber),
  hourOfWeek: isOptional(isWithin(0, 167)),
});

const isHeatmapQuery = isShape<HeatmapQuery>({
  metric: isMetric,
  sort: isSort,
  group: isGrouping,
  filter: isShort(1000),
  from: isNumber,
  to: isNumber,
  bins: isCountWithin(1, 2000),
  campaign: isOptional(isName),
  template: isOptional(isName),
  suppose: isOptional(isSupposition),
  firstRow: isCount,
  rows: isCountWithin(0, 2000),
});

export const isTarget: Guard<Target> = (value): value is Target => {
  if (!isObject(value)) return false;
  switch (value['page']) {
    case 'overview':
    case 'accounts':
    case 'templates':
    case 'campaigns':
    case 'decisions':
    case 'what-if':
    case 'compare':
      return true;
    case 'account':
    case 'template':
    case 'campaign':
      return isName(value[value['page']]);
    default:
      return false;
  }
};

export const isViewState: Guard<ViewState> = isShape<ViewState>({
  target: isTarget,
  metric: isMetric,
  sort: isSort,
  filter: isShort(1000),
  group: isOptional(isGrouping),
  range: isNullOr(isPair(isNumber)),
  suppose: isOptional(isSupposition),
});

const asks: { [K in QuestionKind]: Guard<Questions[K]['ask']> } = {
  overview: (value): value is Record<string, never> => isObject(value),
  heatmap: isHeatmapQuery,
  account: isShape<Questions['account']['ask']>({ account: isName }),
  hours: isShape<Questions['hours']['ask']>({ account: isName, metric: isMetric }),
  template: isShape<Questions['template']['ask']>({ template: isName }),
  arrivals: isShape<Questions['arrivals']['ask']>({ account: isName }),
  links: isShape<Questions['links']['ask']>({ account: isName }),
  campaignGraph: isShape<Questions['campaignGraph']['ask']>({ campaign: isName }),
  turns: isShape<Questions['turns']['ask']>({ campaign: isName }),
  requests: isShape<Questions['requests']['ask']>({
    selection: isSelection,
    limit: isCountWithin(1, 500),
  }),
  decisions: (value): value is Record<string, never> => isObject(value),
  whatIf: isSupposition,
  comparison: (value): value is Record<string, never> => isObject(value),
};

function isKind(value: unknown): value is QuestionKind {
  return isString(value) && Object.hasOwn(asks, value);
}

function isFromWebview(value: unknown): value is FromWebview {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'ready':
      return true;
    case 'question':
      return isCount(value['id']) && isKind(value['kind']) && asks[value['kind']](value['body']);
    case 'openLine':
      return isLineRef(value['line']);
    case 'openFirst':
      return isSelection(value['selection']);
    case 'command':
      return isOneOf('scanFile', 'cancel', 'openDecisions', 'compare')(value['command']);
    case 'export':
      return isTarget(value['target']);
    case 'savePicture':
      return (
        isShort(200)(value['name']) && isOneOf('png', 'svg')(value['format']) && isBytesWithin(PICTURE)(value['data'])
      );
    case 'decide':
      return isDecisionRequest(value['decision']);
    case 'keepSettings':
      return isSupposition(value['supposition']) && isShort(2000)(value['note']);
    case 'state':
      return isViewState(value['state']);
    default:
      return false;
  }
}

/** A message of the dashboard, or undefined when it is none. */
export function fromWebview(value: unknown): FromWebview | undefined {
  return isFromWebview(value) ? value : undefined;
}

// To the dashboard

const isAccountRow = isShape<AccountRow>({
  account: isString,
  score: isNumber,
  verdict: isVerdict,
  requests: isCount,
  flaggedRequests: isCount,
  organisation: isString,
  campaign: isString,
  first: isTime,
  last: isTime,
});

const isOverview = isShape<Overview>({
  revision: isCount,
  scanned: isBoolean,
  partial: isBoolean,
  title: isString,
  inputs: isNullOr(isInputs),
  period: isPeriod,
  population: isNullOr(isPopulation),
  settings: isNullOr(isSettings),
  detectors: isArrayOf(isDetector),
  campaigns: isArrayOf(isCampaign),
  templates: isArrayOf(isTemplate),
  accounts: isArrayOf(isAccountRow),
  timeline: isShape<Overview['timeline']>({
    bins: isCount,
    requests: isArrayOf(isNumber),
    flagged: isArrayOf(isNumber),
    pivots: isArrayOf(isPivot),
    newModels: isArrayOf(isShape<{ model: string; time: number }>({ model: isString, time: isNumber })),
  }),
  scores: isArrayOf(isCount),
  triage: isTriageSummary,
});

const isGridShape = isShape<HeatmapGrid>({
  revision: isCount,
  accounts: isNames,
  verdicts: isArrayOf(isVerdict),
  scores: isArrayOf(isNumber),
  campaigns: isNames,
  groups: isNames,
  from: isNumber,
  to: isNumber,
  bins: isCount,
  values: isFloats,
  max: isNumber,
  firstRow: isCount,
  totalRows: isCount,
});

/** Also checks that the values fill the rows: a typed array lost on the way arrives empty. */
const isGrid: Guard<HeatmapGrid> = (value): value is HeatmapGrid =>
  isGridShape(value) && value.values.length === value.accounts.length * value.bins;

const answers: { [K in QuestionKind]: Guard<Questions[K]['answer']> } = {
  overview: isOverview,
  heatmap: isGrid,
  account: isShape<AccountDetail>({
    report: isAccountReport,
    models: isArrayOf(isShape<{ model: string; requests: number }>({ model: isString, requests: isCount })),
    priorLogOdds: isNumber,
  }),
  hours: isShape<Hours>({ account: isString, values: isFloats, max: isNumber }),
  template: isShape<TemplateDetail>({
    report: isTemplate,
    users: isArrayOf(
      isShape<TemplateDetail['users'][number]>({
        account: isString,
        requests: isCount,
        score: isNumber,
        verdict: isVerdict,
        campaign: isString,
      }),
    ),
    timeline: isShape<TemplateDetail['timeline']>({ from: isNumber, to: isNumber, requests: isArrayOf(isNumber) }),
  }),
  arrivals: isNullOr(isArrivals),
  links: isLinks,
  campaignGraph: isCampaignGraph,
  turns: isNullOr(isTurns),
  requests: isShape<Questions['requests']['answer']>({
    total: isCount,
    rows: isArrayOf(
      isShape<RequestRow>({
        line: isLineRef,
        time: isTime,
        account: isString,
        template: isString,
        model: isString,
        outputTokens: isNumber,
        score: isNumber,
      }),
    ),
  }),
  decisions: isDecisionList,
  whatIf: isWhatIf,
  comparison: isNullOr(isComparisonView),
};

function isToWebview(value: unknown): value is ToWebview {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'answer':
      return isCount(value['replyTo']) && isKind(value['kind']) && answers[value['kind']](value['body']);
    case 'failure':
      return isCount(value['replyTo']) && isString(value['error']);
    case 'changed':
      return isCount(value['revision']);
    case 'progress':
      return (
        isString(value['text']) &&
        isNullOr(isNumber)(value['fraction']) &&
        (value['done'] === undefined || value['done'] === true)
      );
    case 'show':
      return isTarget(value['target']);
    default:
      return false;
  }
}

/** A message of the host, or undefined when it is none. */
export function toWebview(value: unknown): ToWebview | undefined {
  return isToWebview(value) ? value : undefined;
}
