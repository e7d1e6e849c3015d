/**
 * Checks every message of the dashboard where the host gets it. What does not fit is not a message: the caller gets
 * undefined and drops it.
 */
import { isDecisionRequest, isSupposition } from './decision-guards.ts';
import { isQuestion } from './exchange.ts';
import type { Guard } from './guards.ts';
import {
  isBytesWithin,
  isCount,
  isCountWithin,
  isName,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isShape,
  isShort,
  isWithin,
} from './guards.ts';
import type { FromWebview, HeatmapQuery, QuestionKind, Questions, Selection } from './messages.ts';
import { isLineRef } from './report-guards.ts';
import { isGrouping, isMetric, isSort, isTarget, isViewState } from './view-state.ts';

/** Largest picture of a chart in bytes: a full screen at four pixels a point is some 10 MB. */
const PICTURE = 40_000_000;

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

const isAsked = isQuestion<Questions>(asks);

function isFromWebview(value: unknown): value is FromWebview {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'ready':
      return true;
    case 'question':
      return isAsked(value);
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
