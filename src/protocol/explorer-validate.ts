/** Checks every message between the host and the log explorer where it arrives, in both directions. */
import type {
  ExplorerQuestionKind,
  ExplorerQuestions,
  ExplorerState,
  FoundRow,
  FromExplorer,
  ListFacts,
  LogFacts,
  LogFilter,
  LogRow,
  PromptMessage,
  PromptSegment,
  RequestView,
  RowPlace,
  ToExplorer,
} from './explorer-messages.ts';
import { isAnswer, isFailure, isQuestion } from './exchange.ts';
import {
  isArrayOf,
  isBoolean,
  isCount,
  isCountWithin,
  isEither,
  isName,
  isNames,
  isNullOr,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isShape,
  isShort,
  isString,
  isWithin,
} from './guards.ts';
import type { Guard } from './guards.ts';
import { isVerdict } from './report-guards.ts';
import { isTarget } from './view-state.ts';

const isStep: Guard<1 | -1> = (value): value is 1 | -1 => value === 1 || value === -1;
const isLine = isNullOr(isCount);

// From the explorer

export const isLogFilter = isShape<LogFilter>({
  kind: isOneOf('requests', 'lines'),
  account: isName,
  template: isName,
  campaign: isName,
  flagged: isBoolean,
  text: isShort(1000),
});

const isRowPlace: Guard<RowPlace> = isEither(
  isShape<{ row: number }>({ row: isCount }),
  isEither(isShape<{ near: number }>({ near: isCount }), isShape<{ before: number }>({ before: isCount })),
);

const asks: { [K in ExplorerQuestionKind]: Guard<ExplorerQuestions[K]['ask']> } = {
  log: isShape<ExplorerQuestions['log']['ask']>({ member: isName }),
  list: isLogFilter,
  rows: isShape<ExplorerQuestions['rows']['ask']>({ list: isCount, from: isRowPlace, count: isCountWithin(1, 200) }),
  request: isShape<ExplorerQuestions['request']['ask']>({
    offset: isCount,
    length: isCount,
    part: isCount,
    line: isLine,
  }),
  step: isShape<ExplorerQuestions['step']['ask']>({ list: isCount, offset: isCount, part: isCount, by: isStep }),
  find: isShape<ExplorerQuestions['find']['ask']>({ list: isCount, line: isCount }),
  names: isShape<ExplorerQuestions['names']['ask']>({ field: isOneOf('account', 'template'), text: isShort(1000) }),
};

const isAsked = isQuestion<ExplorerQuestions>(asks);

export const isExplorerState: Guard<ExplorerState> = isShape<ExplorerState>({
  filter: isLogFilter,
  member: isName,
  line: isCount,
  split: isWithin(0.1, 0.9),
  follow: isBoolean,
});

const isChosen = isShape<Extract<FromExplorer, { type: 'chosen' }>['row']>({
  line: isLine,
  account: isName,
  template: isName,
});

type OpenText = Omit<Extract<FromExplorer, { type: 'openText' }>, 'type'>;
const isOpenText = isShape<OpenText>({ member: isName, line: isCount, offset: isCount, length: isCount });

function isFromExplorer(value: unknown): value is FromExplorer {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'ready':
      return true;
    case 'question':
      return isAsked(value);
    case 'chosen':
      return isChosen(value['row']);
    case 'dashboard':
      return isTarget(value['target']);
    case 'openText':
      return isOpenText(value);
    case 'command':
      return isOneOf('scanFile', 'stopSearch')(value['command']);
    case 'follow':
      return isBoolean(value['on']);
    case 'copy':
      return isShort(10_000_000)(value['text']);
    default:
      return false;
  }
}

/** A message of the explorer, or undefined when it is none. */
export function fromExplorer(value: unknown): FromExplorer | undefined {
  return isFromExplorer(value) ? value : undefined;
}

// To the explorer

const isLogFacts = isShape<LogFacts>({
  name: isString,
  path: isString,
  size: isCount,
  compression: isOneOf('none', 'gzip', 'zstd', 'zip', 'tar', 'parquet'),
  members: isNames,
  member: isString,
  scanned: isBoolean,
  changed: isBoolean,
  requests: isCount,
  flagged: isCount,
  cleared: isCount,
  seekable: isBoolean,
});

const isListFacts = isShape<ListFacts>({
  list: isCount,
  total: isCount,
  complete: isBoolean,
  bytes: isCount,
  allBytes: isNullOr(isCount),
  limited: isBoolean,
});

const isLogRow = isShape<LogRow>({
  offset: isCount,
  length: isCount,
  part: isCount,
  line: isLine,
  kind: isOneOf('request', 'text'),
  time: isNullOr(isNumber),
  account: isString,
  model: isString,
  template: isString,
  score: isNumber,
  verdict: isVerdict,
  flagged: isBoolean,
  cleared: isBoolean,
  preview: isString,
  requests: isCount,
});

const isFound = isNullOr(isShape<FoundRow>({ row: isCount, offset: isCount, part: isCount, line: isCount }));

const isMessage = isShape<PromptMessage>({
  role: isOneOf('system', 'user', 'assistant', 'tool', 'answer'),
  segments: isArrayOf(
    isShape<PromptSegment>({ text: isString, kind: isOneOf('fixed', 'slot', 'plain'), slot: isOptional(isCount) }),
  ),
  toolCalls: isString,
  media: isCount,
  cut: isCount,
});

const isFact: Guard<[string, string]> = (value): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every(isString);

const answers: { [K in ExplorerQuestionKind]: Guard<ExplorerQuestions[K]['answer']> } = {
  log: isLogFacts,
  list: isListFacts,
  rows: isShape<ExplorerQuestions['rows']['answer']>({ rows: isArrayOf(isLogRow, 200), last: isBoolean }),
  request: isShape<RequestView>({
    row: isLogRow,
    facts: isArrayOf(isFact),
    messages: isArrayOf(isMessage),
    source: isString,
    sourceCut: isCount,
    evidence: isArrayOf(isShape<RequestView['evidence'][number]>({ text: isString, weight: isNumber })),
    campaign: isString,
  }),
  step: isFound,
  find: isFound,
  names: isShape<ExplorerQuestions['names']['answer']>({ names: isArrayOf(isString, 20) }),
};

const isAnswered = isAnswer<ExplorerQuestions>(answers);

function isToExplorer(value: unknown): value is ToExplorer {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'answer':
      return isAnswered(value);
    case 'failure':
      return isFailure(value);
    case 'list':
      return isListFacts(value['facts']);
    case 'changed':
      return true;
    case 'reveal':
      return isName(value['member']) && isCount(value['line']) && isOptional(isLogFilter)(value['filter']);
    default:
      return false;
  }
}

/** A message of the host, or undefined when it is none. */
export function toExplorer(value: unknown): ToExplorer | undefined {
  return isToExplorer(value) ? value : undefined;
}
