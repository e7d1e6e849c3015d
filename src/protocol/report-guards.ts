/** Checks the parts of a report that travel to the dashboard, and the log lines that travel both ways. */
import type {
  AccountReport,
  CampaignReport,
  CampaignTest,
  DecidedItem,
  DecisionCounts,
  DetectorStatus,
  Evidence,
  FileSummary,
  Finding,
  InputSummary,
  IntentReport,
  LineCounts,
  LineReason,
  LineRef,
  Population,
  Report,
  ReportSettings,
  SharedTrace,
  SliceReport,
  TemplatePart,
  TemplateReport,
  TriageSummary,
  Verdict,
} from '../core/report/report.ts';
import { REPORT_VERSION } from '../core/report/report.ts';
import {
  isArrayOf,
  isBoolean,
  isCount,
  isEither,
  isNullOr,
  isNames,
  isNumber,
  isOneOf,
  isOptional,
  isRecordOf,
  isShape,
  isString,
  isShort,
} from './guards.ts';
import type { Guard } from './guards.ts';

export const isTime = isNullOr(isNumber);

export const isVerdict = isOneOf<Verdict>('distillation', 'relay', 'automation', 'none');

export const isLineRef: Guard<LineRef> = isShape<LineRef>({
  file: isShort(10_000),
  line: isCount,
  offset: isCount,
  length: isCount,
});
const isLines = isArrayOf(isLineRef);

const counts: { readonly [K in keyof LineCounts]: Guard<number> } = {
  lines: isCount,
  records: isCount,
  rejected: isCount,
  skipped: isCount,
  requests: isCount,
};

const isFileSummary = isShape<FileSummary>({
  ...counts,
  path: isString,
  bytes: isCount,
  compression: isOneOf('none', 'gzip', 'zstd', 'zip', 'tar', 'parquet'),
  formats: isRecordOf(isCount),
  note: isOptional(isString),
  error: isOptional(isString),
});

const isLineReason = isShape<LineReason>({
  outcome: isOneOf('rejected', 'skipped'),
  reason: isString,
  count: isCount,
  examples: isLines,
});

export const isInputs = isShape<InputSummary>({
  duplicates: isOptional(isCount),
  notes: isOptional(isNames),
  ...counts,
  bytes: isCount,
  files: isArrayOf(isFileSummary),
  reasons: isArrayOf(isLineReason),
});

export const isPeriod = isNullOr(isShape<{ start: number; end: number }>({ start: isNumber, end: isNumber }));

export const isPopulation = isShape<Population>({
  requests: isCount,
  accounts: isCount,
  templates: isCount,
  organisations: isCount,
  models: isCount,
});

export const isSettings = isShape<ReportSettings>({ accountPrior: isNumber, threshold: isNumber, seed: isNumber });

export const isDetector = isShape<DetectorStatus>({
  id: isString,
  name: isString,
  family: isOneOf('intent', 'dataset', 'automation', 'coordination', 'benign'),
  state: isOneOf('ran', 'abstained'),
  reason: isOptional(isString),
  judged: isCount,
});

const isEvidence = isArrayOf(
  isShape<Evidence>({
    detector: isString,
    text: isString,
    weight: isNumber,
    statistic: isNumber,
    p: isOptional(isNumber),
    q: isOptional(isNumber),
    stratum: isOptional(isString),
    n: isNumber,
    lines: isLines,
  }),
);

const isCampaignTest = isShape<CampaignTest>({
  against: isString,
  statistic: isOptional(isNumber),
  p: isOptional(isNumber),
  n: isOptional(isNumber),
  untested: isOptional(isString),
});

export const isTraceKind = isOneOf<SharedTrace['kind']>('address', 'userAgent', 'organisation');

export const isSharedTrace = isShape<SharedTrace>({
  kind: isTraceKind,
  value: isString,
  members: isArrayOf(isCount),
  requests: isCount,
  others: isCount,
});

export const isCampaign = isShape<CampaignReport>({
  id: isString,
  priorLogOdds: isNumber,
  score: isNumber,
  verdict: isVerdict,
  accounts: isNames,
  templates: isNames,
  requests: isCount,
  first: isTime,
  last: isTime,
  summary: isString,
  evidence: isEvidence,
  counterEvidence: isEvidence,
  infrastructure: isOptional(isArrayOf(isSharedTrace)),
  tests: isOptional(isArrayOf(isCampaignTest)),
  falseDiscoveryRate: isOptional(isNumber),
});

const isPart: Guard<TemplatePart> = isEither(
  isShape<{ text: string }>({ text: isString }),
  isShape<{ slot: number; examples: string[] }>({ slot: isCount, examples: isNames }),
);

export const isTemplate = isShape<TemplateReport>({
  id: isString,
  score: isNumber,
  verdict: isVerdict,
  requests: isCount,
  accounts: isCount,
  organisations: isCount,
  parts: isArrayOf(isPart),
  intents: isArrayOf(isShape<IntentReport>({ intent: isString, probability: isNumber, spans: isNames })),
  campaigns: isNames,
  lines: isLines,
});

export const isAccountReport = isShape<AccountReport>({
  account: isString,
  priorLogOdds: isNumber,
  identity: isOneOf('strong', 'weak'),
  score: isNumber,
  verdict: isVerdict,
  requests: isCount,
  flaggedRequests: isCount,
  outputTokens: isNumber,
  first: isTime,
  last: isTime,
  organisation: isOptional(isString),
  campaign: isOptional(isString),
  slices: isArrayOf(isShape<SliceReport>({ template: isString, requests: isCount, score: isNumber })),
  evidence: isEvidence,
  counterEvidence: isEvidence,
});

const isCounts = isShape<DecisionCounts>({
  found: isCount,
  counted: isCount,
  benign: isCount,
  allowed: isCount,
  confirmed: isCount,
  watch: isCount,
});
const isItemKind = isOneOf<Finding['kind']>('campaign', 'account', 'template');

export const isTriageSummary = isShape<TriageSummary>({
  date: isString,
  counts: isShape<TriageSummary['counts']>({ campaign: isCounts, account: isCounts, template: isCounts }),
  items: isArrayOf(
    isShape<DecidedItem>({
      kind: isItemKind,
      id: isString,
      state: isOneOf('confirmed', 'benign', 'watch', 'allowed'),
      counted: isBoolean,
      text: isString,
    }),
  ),
  lapsed: isArrayOf(isShape<{ subject: string; why: string }>({ subject: isString, why: isString })),
  unseen: isCount,
});

/** A whole report of this version. */
export const isReport: Guard<Report> = isShape<Report>({
  version: (value): value is typeof REPORT_VERSION => value === REPORT_VERSION,
  tool: isShape<Report['tool']>({ name: isOneOf('prompt-traffic-audit'), version: isString }),
  partial: isBoolean,
  changed: isOptional(isNames),
  settings: isSettings,
  inputs: isInputs,
  period: isPeriod,
  population: isPopulation,
  detectors: isArrayOf(isDetector),
  campaigns: isArrayOf(isCampaign),
  accounts: isArrayOf(isAccountReport),
  templates: isArrayOf(isTemplate),
  findings: isArrayOf(
    isShape<Finding>({
      id: isString,
      kind: isItemKind,
      subject: isString,
      verdict: isVerdict,
      score: isNumber,
      title: isString,
      detail: isString,
      lines: isLines,
    }),
  ),
  triage: isOptional(isTriageSummary),
});
