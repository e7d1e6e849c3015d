/** Checks what is said about decisions, other settings and other reports, in both directions. */
import type { Change, ComparedItem, ComparedSide, ItemSide } from '../core/compare/comparison.ts';
import type { SubjectKind } from '../core/triage/triage.ts';
import type {
  Choice,
  ComparisonView,
  DecisionEntry,
  DecisionList,
  DecisionRequest,
  SupposedChange,
  SupposedCounts,
  SupposedState,
  Supposition,
  WhatIf,
} from './decision-data.ts';
import {
  isArrayOf,
  isBoolean,
  isCount,
  isName,
  isNames,
  isNullOr,
  isNumber,
  isOneOf,
  isShape,
  isShort,
  isString,
  isWithin,
} from './guards.ts';
import type { Guard } from './guards.ts';
import { isPeriod, isTriageSummary, isVerdict } from './report-guards.ts';

const isKind = isOneOf<SubjectKind>('account', 'template', 'campaign');

export const isDecisionRequest: Guard<DecisionRequest> = isShape<DecisionRequest>({
  kind: isKind,
  id: isName,
  choice: isOneOf<Choice>('confirmed', 'benign', 'watch', 'allowed', 'open'),
  note: isShort(2000),
  expires: isNullOr(isShort(10)),
});

export const isSupposition: Guard<Supposition> = isShape<Supposition>({
  accountPrior: isWithin(0.000001, 0.5),
  threshold: isWithin(0.5, 0.999),
  allow: isArrayOf(isName, 200),
});

export const isDecisionList: Guard<DecisionList> = isShape<DecisionList>({
  file: isNullOr(isString),
  problem: isNullOr(isString),
  entries: isArrayOf(
    isShape<DecisionEntry>({
      subject: isString,
      state: isOneOf('confirmed', 'benign', 'watch', 'allowed'),
      note: isString,
      author: isString,
      date: isString,
      expires: isString,
      effect: isString,
      item: isNullOr(isShape<{ kind: SubjectKind; id: string }>({ kind: isKind, id: isString })),
    }),
  ),
  summary: isTriageSummary,
});

const isSupposedCounts = isShape<SupposedCounts>({
  campaigns: isCount,
  distillation: isCount,
  relay: isCount,
  templates: isCount,
  flaggedRequests: isCount,
  notCounted: isCount,
});
const isSupposedState = isShape<SupposedState>({ verdict: isVerdict, score: isNumber, counted: isBoolean });

export const isWhatIf: Guard<WhatIf> = isShape<WhatIf>({
  before: isSupposedCounts,
  after: isSupposedCounts,
  changes: isArrayOf(
    isShape<SupposedChange>({ kind: isKind, id: isString, before: isSupposedState, after: isSupposedState }),
  ),
  totalChanges: isCount,
  settings: isShape<WhatIf['settings']>({ accountPrior: isNumber, threshold: isNumber }),
});

const isSide = isShape<ComparedSide>({
  requests: isCount,
  accounts: isCount,
  files: isCount,
  period: isPeriod,
  partial: isBoolean,
});
const isItemSide = isNullOr(
  isShape<ItemSide>({ id: isString, verdict: isVerdict, score: isNumber, requests: isCount, accounts: isCount }),
);
const isTotals = isShape<Record<Change, number>>({ new: isCount, changed: isCount, gone: isCount, same: isCount });

export const isComparisonView: Guard<ComparisonView> = isShape<ComparisonView>({
  before: isString,
  after: isString,
  comparison: isShape<ComparisonView['comparison']>({
    before: isSide,
    after: isSide,
    notes: isNames,
    items: isArrayOf(
      isShape<ComparedItem>({
        kind: isKind,
        change: isOneOf<Change>('new', 'changed', 'gone', 'same'),
        before: isItemSide,
        after: isItemSide,
        notes: isNames,
      }),
    ),
    totals: isShape<ComparisonView['comparison']['totals']>({
      campaign: isTotals,
      account: isTotals,
      template: isTotals,
    }),
    onlyBefore: isCount,
    onlyAfter: isCount,
  }),
});
