/** Checks what single charts get from the host. */
import type {
  AccountGroup,
  AccountLink,
  Arrivals,
  CampaignGraph,
  GraphTrace,
  LinkKind,
  Pivot,
  Turns,
} from './chart-data.ts';
import { isArrayOf, isCount, isNames, isNumber, isOneOf, isShape, isString } from './guards.ts';
import { isTraceKind, isVerdict } from './report-guards.ts';

const isCounts = isArrayOf(isCount);
const isNumbers = isArrayOf(isNumber);

export const isArrivals = isShape<Arrivals>({
  account: isString,
  from: isNumber,
  ratio: isNumber,
  observed: isCounts,
  shuffled: isNumbers,
  exponential: isNumbers,
  gaps: isCount,
  median: isNumber,
});

export const isLinks = isArrayOf(
  isShape<AccountLink>({
    account: isString,
    score: isNumber,
    verdict: isVerdict,
    campaign: isString,
    strength: isNumber,
    reasons: isArrayOf(
      isShape<AccountLink['reasons'][number]>({
        kind: isOneOf<LinkKind>('campaign', 'templates', 'organisation', 'succession', 'hours'),
        text: isString,
      }),
    ),
  }),
);

export const isCampaignGraph = isShape<CampaignGraph>({
  campaign: isString,
  templates: isArrayOf(
    isShape<CampaignGraph['templates'][number]>({ template: isString, requests: isCount, accounts: isCount }),
  ),
  groups: isArrayOf(
    isShape<AccountGroup>({
      accounts: isNames,
      size: isCount,
      organisations: isCount,
      requests: isCount,
      counts: isCounts,
    }),
  ),
  traces: isArrayOf(
    isShape<GraphTrace>({
      kind: isTraceKind,
      value: isString,
      members: isCount,
      others: isCount,
      counts: isCounts,
    }),
  ),
  moreTemplates: isCount,
  moreAccounts: isCount,
});

export const isTurns = isShape<Turns>({
  campaign: isString,
  accounts: isNames,
  requests: isCounts,
  order: isCounts,
  times: isNumbers,
  repeats: isNumber,
  repeatsByChance: isNumber,
});

export const isPivot = isShape<Pivot>({ campaign: isString, from: isString, to: isString, time: isNumber });
