/**
 * Checks every message between the host and the dashboard where it arrives, in both directions. What does not fit is
 * not a message: the caller gets undefined and drops it.
 */
import type {
  FromWebview,
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
import type {
  AccountReport,
  CampaignReport,
  DetectorStatus,
  Evidence,
  FileSummary,
  InputSummary,
  IntentReport,
  LineCounts,
  LineReason,
  LineRef,
  Population,
  ReportSettings,
  SliceReport,
  TemplatePart,
  TemplateReport,
  Verdict,
} from '../core/report/report.ts';
import {
  isArrayOf,
  isBoolean,
  isCount,
  isCountWithin,
  isEither,
  isFloats,
  isNullOr,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isPair,
  isRecordOf,
  isShape,
  isShort,
  isString,
  isWithin,
} from './guards.ts';
import type { Guard } from './guards.ts';

/** Longest name a view may send: names come from the log and may be long, but not without end. */
const isName = isShort(10_000);
const isTime = isNullOr(isNumber);

const isVerdict = isOneOf<Verdict>('distillation', 'relay', 'automation', 'none');
const isMetric = isOneOf<Metric>('requests', 'outputTokens', 'flaggedShare', 'templates');
const isSort = isOneOf<SortOrder>('score', 'campaign', 'requests', 'first', 'name');

export const isLineRef: Guard<LineRef> = isShape<LineRef>({
  file: isName,
  line: isCount,
  offset: isCount,
  length: isCount,
});
const isLines = isArrayOf(isLineRef);
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
  filter: isShort(1000),
  from: isNumber,
  to: isNumber,
  bins: isCountWithin(1, 2000),
  campaign: isOptional(isName),
  template: isOptional(isName),
  firstRow: isCount,
  rows: isCountWithin(0, 2000),
});

const isTarget: Guard<Target> = (value): value is Target => {
  if (!isObject(value)) return false;
  switch (value['page']) {
    case 'overview':
    case 'accounts':
    case 'templates':
    case 'campaigns':
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
  range: isNullOr(isPair(isNumber)),
});

const asks: { [K in QuestionKind]: Guard<Questions[K]['ask']> } = {
  overview: (value): value is Record<string, never> => isObject(value),
  heatmap: isHeatmapQuery,
  account: isShape<Questions['account']['ask']>({ account: isName }),
  hours: isShape<Questions['hours']['ask']>({ account: isName, metric: isMetric }),
  template: isShape<Questions['template']['ask']>({ template: isName }),
  requests: isShape<Questions['requests']['ask']>({
    selection: isSelection,
    limit: isCountWithin(1, 500),
  }),
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
      return isOneOf('scanFile', 'cancel')(value['command']);
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
  compression: isOneOf('none', 'gzip', 'zstd'),
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

const isInputs = isShape<InputSummary>({
  ...counts,
  bytes: isCount,
  files: isArrayOf(isFileSummary),
  reasons: isArrayOf(isLineReason),
});

const isPeriod = isNullOr(isShape<{ start: number; end: number }>({ start: isNumber, end: isNumber }));

const isPopulation = isShape<Population>({
  requests: isCount,
  accounts: isCount,
  templates: isCount,
  organisations: isCount,
  models: isCount,
});

const isSettings = isShape<ReportSettings>({ accountPrior: isNumber, threshold: isNumber, seed: isNumber });

const isDetector = isShape<DetectorStatus>({
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
    n: isNumber,
    lines: isLines,
  }),
);

const isCampaign = isShape<CampaignReport>({
  id: isString,
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
});

const isPart: Guard<TemplatePart> = isEither(
  isShape<{ text: string }>({ text: isString }),
  isShape<{ slot: number; examples: string[] }>({ slot: isCount, examples: isNames }),
);

const isTemplate = isShape<TemplateReport>({
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

const isAccountReport = isShape<AccountReport>({
  account: isString,
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
    newModels: isArrayOf(isShape<{ model: string; time: number }>({ model: isString, time: isNumber })),
  }),
  scores: isArrayOf(isCount),
});

const isGridShape = isShape<HeatmapGrid>({
  revision: isCount,
  accounts: isNames,
  verdicts: isArrayOf(isVerdict),
  scores: isArrayOf(isNumber),
  campaigns: isNames,
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
