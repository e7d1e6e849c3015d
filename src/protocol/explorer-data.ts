/** What the log explorer shows and asks for: rows of a log, single requests, filters. */
import * as v from 'valibot';
import { Compression } from '../report/shape/report.ts';
import { Count, countWithin, Finite, Name, Names, textWithin, Time } from '../schema/shapes.ts';
import { TRAIT_KINDS, TraitFilter } from './entity-kinds.ts';
import { Called } from './chart-data.ts';
import type { QuestionShapes } from './exchange.ts';
import { ANSWER_LENGTHS, TOOL_COUNTS } from './request-groups.ts';

/** Rows are the requests of a scan, or the lines of the log as they are. */
const ListKind = v.picklist(['requests', 'lines']);
export type ListKind = v.InferOutput<typeof ListKind>;

/** A line of the log, from 1; null until the lines before it are counted. Never a guess. */
const Line = v.nullable(Count);

const FacetField = v.picklist([
  ...(['campaign', 'verdict', 'model', 'template', 'account', 'answer', 'tools'] as const),
  ...TRAIT_KINDS,
]);
export type FacetField = v.InferOutput<typeof FacetField>;

/** Which rows are wanted. Empty text does not restrict; `lines` supports only the text. */
export const LogFilter = v.object({
  kind: ListKind,
  account: Name,
  template: Name,
  campaign: Name,
  flagged: v.boolean(),
  /** Absent for all models. */
  model: v.exactOptional(Name),
  /** Absent for all. */
  verdict: v.exactOptional(Called),
  /** Absent for all. */
  answer: v.exactOptional(v.picklist(ANSWER_LENGTHS)),
  /** Absent for all. */
  tools: v.exactOptional(v.picklist(TOOL_COUNTS)),
  /** Each absent for all. */
  ...TraitFilter.entries,
  /** First time in ms UTC; absent for the start of the log. */
  from: v.exactOptional(Finite),
  /** Time in ms UTC, exclusive; absent for the end of the log. */
  to: v.exactOptional(Finite),
  /** Values that a request must not have; absent for none. */
  except: v.exactOptional(v.pipe(v.array(v.object({ field: FacetField, value: Name })), v.maxLength(50))),
  /** Text that the line contains, ignoring case; plain text, not a pattern. */
  text: textWithin(1000),
});
export type LogFilter = v.InferOutput<typeof LogFilter>;

/** Names of the columns that are shown. */
export const Columns = v.pipe(v.array(textWithin(40)), v.maxLength(20));

/** The log that is open and what is known about it. */
export const LogFacts = v.object({
  name: v.string(),
  path: v.string(),
  /** Bytes on disk. */
  size: Count,
  compression: Compression,
  /** Names of the logs in an archive; empty for a plain file. */
  members: Names,
  /** The one that is shown. */
  member: v.string(),
  /** Whether the results in view are about this log. */
  scanned: v.boolean(),
  /** What happened to the log after it was scanned: it has `grown` at its end, or lines may have moved. */
  changed: v.picklist(['none', 'grown', 'changed']),
  requests: Count,
  /** Whether these are only the requests that a report keeps, and the log has more. */
  kept: v.boolean(),
  flagged: Count,
  /** Flagged requests that people decided not to count. */
  cleared: Count,
  /** Whether it can be read from the middle: any place is reached at once. */
  seekable: v.boolean(),
});
export type LogFacts = v.InferOutput<typeof LogFacts>;

/** How many rows a list has. */
export const ListFacts = v.object({
  /** Number of the list; answers and events about an older one are dropped. */
  list: Count,
  /** Rows known by now. */
  total: Count,
  /** False while lines are counted or text is searched. */
  complete: v.boolean(),
  /** Bytes of the text counted by now. */
  bytes: Count,
  /** Bytes of the text in all; null when the log is compressed and not read to its end. */
  allBytes: v.nullable(Count),
  /** The search stopped at its limit. */
  limited: v.boolean(),
});
export type ListFacts = v.InferOutput<typeof ListFacts>;

/**
 * Where rows are wanted from: a row of the list; or, while lines are still being counted, a byte of the text: the line
 * that holds it and those after it, or those before the line that starts there.
 */
export const RowPlace = v.union([v.object({ row: Count }), v.object({ near: Count }), v.object({ before: Count })]);
export type RowPlace = v.InferOutput<typeof RowPlace>;

/** What a log may say of a request besides; absent where it does not. */
const RowDetails = v.object({
  address: v.exactOptional(v.string()),
  client: v.exactOptional(v.string()),
  organisation: v.exactOptional(v.string()),
  status: v.exactOptional(v.string()),
  inputTokens: v.exactOptional(Count),
  outputTokens: v.exactOptional(Count),
  latencyMs: v.exactOptional(Finite),
});
export type RowDetails = v.InferOutput<typeof RowDetails>;

export const LogRow = v.object({
  /** Byte of the uncompressed text at which the line starts. */
  offset: Count,
  /** Length of the line in bytes, without its line break. */
  length: Count,
  /** Which of the requests of the line it is, from 0. */
  part: Count,
  line: Line,
  /** `text`: no request can be read from this line alone. */
  kind: v.picklist(['request', 'text']),
  time: Time,
  account: v.string(),
  model: v.string(),
  /** Empty for free text, and before a scan. */
  template: v.string(),
  score: Finite,
  verdict: Called,
  flagged: v.boolean(),
  /** Flagged, but of an account or template that people decided not to count. */
  cleared: v.boolean(),
  /** Beginning of the prompt, or of the line. */
  preview: v.string(),
  /** Requests on the line. */
  requests: Count,
  ...RowDetails.entries,
});
export type LogRow = v.InferOutput<typeof LogRow>;

/** Text of a prompt: what all prompts of its template share, or what fills a slot. `plain` if nothing is known. */
export const PromptSegment = v.object({
  text: v.string(),
  kind: v.picklist(['fixed', 'slot', 'plain']),
  /** Number of the slot as the template has it; absent for other text. */
  slot: v.exactOptional(Count),
});
export type PromptSegment = v.InferOutput<typeof PromptSegment>;

export const PromptMessage = v.object({
  role: v.picklist(['system', 'user', 'assistant', 'tool', 'answer']),
  segments: v.array(PromptSegment),
  /** Names and arguments of called tools, indented. */
  toolCalls: v.string(),
  /** Number of images, audio clips and files. */
  media: Count,
  /** Number of characters left out at the end. */
  cut: Count,
});
export type PromptMessage = v.InferOutput<typeof PromptMessage>;

/** One request in full. */
export const RequestView = v.object({
  row: LogRow,
  /** Further facts in words, by name: `status`, `temperature`; facts that are not in the log are missing. */
  facts: v.array(v.tuple([v.string(), v.string()])),
  messages: v.array(PromptMessage),
  /** The line itself, indented if it is JSON. */
  source: v.string(),
  /** Number of its characters that were left out. */
  sourceCut: Count,
  /** Evidence for and then against, each strongest first. Empty if the request is not flagged. */
  evidence: v.array(v.object({ text: v.string(), weight: Finite })),
  campaign: v.string(),
});
export type RequestView = v.InferOutput<typeof RequestView>;

/** A row by its number in the list. */
export const FoundRow = v.object({ row: Count, offset: Count, part: Count, line: Count });
export type FoundRow = v.InferOutput<typeof FoundRow>;

/** Values that the requests of a filter have in common, with the number of requests for each. */
export const Facet = v.object({
  field: FacetField,
  /** Most requests first. `label` is log text. */
  values: v.pipe(v.array(v.object({ value: v.string(), label: v.string(), requests: Count })), v.maxLength(8)),
  /** Number of further values. */
  more: Count,
});
export type Facet = v.InferOutput<typeof Facet>;

/** Requests by their time. */
export const TimeCounts = v.object({
  /** Begin of the first bin, ms UTC. */
  start: Finite,
  /** Length of a bin, ms. */
  step: Finite,
  requests: v.pipe(v.array(Count), v.maxLength(400)),
  /** Those among them that are flagged. */
  flagged: v.pipe(v.array(Count), v.maxLength(400)),
});
export type TimeCounts = v.InferOutput<typeof TimeCounts>;

/** A filter that a person named, with the columns it is looked at with. */
export const SavedFilter = v.object({
  name: textWithin(80),
  filter: LogFilter,
  columns: v.exactOptional(Columns),
});
export type SavedFilter = v.InferOutput<typeof SavedFilter>;
export const SavedFilters = v.pipe(v.array(SavedFilter), v.maxLength(50));

export const explorerQuestions = {
  /** The log; `member` chooses one in an archive. */
  log: { ask: v.object({ member: Name }), answer: LogFacts },
  /** Makes the list of rows that further questions refer to. */
  list: { ask: LogFilter, answer: ListFacts },
  /** `last` is true when no row follows. */
  rows: {
    ask: v.object({ list: Count, from: RowPlace, count: countWithin(1, 200) }),
    answer: v.object({ rows: v.pipe(v.array(LogRow), v.maxLength(200)), last: v.boolean() }),
  },
  request: { ask: v.object({ offset: Count, length: Count, part: Count, line: Line }), answer: RequestView },
  /** The next flagged row after or before a line, or null. */
  step: {
    ask: v.object({ list: Count, offset: Count, part: Count, by: v.picklist([1, -1]) }),
    answer: v.nullable(FoundRow),
  },
  /** The row of a line, or the nearest one if that line has none; null if the list is empty. */
  find: { ask: v.object({ list: Count, line: Count }), answer: v.nullable(FoundRow) },
  /**
   * Values of the requests that the filter lets through, ignoring what it says about the same field, so that another value can
   * be chosen; of a search, the values of what the list in view has found so far. Empty before a scan.
   */
  facets: { ask: LogFilter, answer: v.object({ facets: v.array(Facet) }) },
  /** The requests that the filter lets through over the time of the whole log, whatever time it asks for; null without times. */
  times: { ask: LogFilter, answer: v.nullable(TimeCounts) },
  /** Names that contain the text. */
  names: {
    ask: v.object({
      field: v.picklist(['account', 'template', 'campaign', 'model', ...TRAIT_KINDS]),
      text: textWithin(1000),
    }),
    answer: v.object({ names: v.pipe(Names, v.maxLength(20)) }),
  },
} satisfies QuestionShapes;
