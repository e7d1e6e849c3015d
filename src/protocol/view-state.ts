/** Checks what a view shows and how: a page with its subject, a measure, an order, a filter. */
import { isSupposition } from './decision-guards.ts';
import type { Guard } from './guards.ts';
import { isName, isNullOr, isNumber, isObject, isOneOf, isOptional, isPair, isShape, isShort } from './guards.ts';
import type { Grouping, Metric, SortOrder, Target, ViewState } from './messages.ts';

export const isMetric = isOneOf<Metric>('requests', 'outputTokens', 'flaggedShare', 'templates');
export const isGrouping = isOneOf<Grouping>('none', 'campaign', 'organisation', 'verdict');
export const isSort = isOneOf<SortOrder>('score', 'campaign', 'requests', 'first', 'name');

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
