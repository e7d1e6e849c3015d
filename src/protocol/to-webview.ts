/**
 * Checks every message of the host where the dashboard gets it. What does not fit is not a message: the caller gets
 * undefined and drops it.
 */
import { isArrivals, isCampaignGraph, isLinks, isPivot, isTurns } from './chart-guards.ts';
import { isComparisonView, isDecisionList, isWhatIf } from './decision-guards.ts';
import { isAnswer, isFailure } from './exchange.ts';
import type { Guard } from './guards.ts';
import {
  isArrayOf,
  isBoolean,
  isCount,
  isFloats,
  isNames,
  isNullOr,
  isNumber,
  isObject,
  isShape,
  isString,
} from './guards.ts';
import type { QuestionKind, Questions, ToWebview } from './messages.ts';
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
  isTime,
  isTriageSummary,
  isVerdict,
} from './report-guards.ts';
import { isTarget } from './view-state.ts';
import type {
  AccountDetail,
  AccountRow,
  HeatmapGrid,
  Hours,
  Overview,
  RequestRow,
  TemplateDetail,
} from './view-model.ts';

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

const isAnswered = isAnswer<Questions>(answers);

function isToWebview(value: unknown): value is ToWebview {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'answer':
      return isAnswered(value);
    case 'failure':
      return isFailure(value);
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
