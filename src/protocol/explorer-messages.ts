/**
 * Everything the extension host and the log explorer say to each other, in the manner of `messages.ts`. Both ends
 * validate what they receive with `explorer-validate.ts`.
 */
import type { Verdict } from '../core/report/report.ts';
import type { Answer, Failure, Question } from './exchange.ts';
import type { Target } from './messages.ts';

/** Rows are the requests of a scan, or the lines of the log as they stand. */
export type ListKind = 'requests' | 'lines';

/** Which rows are wanted. Empty text does not restrict; `lines` knows no account, template or flag. */
export interface LogFilter {
  kind: ListKind;
  account: string;
  template: string;
  campaign: string;
  flagged: boolean;
  /** Text that the line holds, upper and lower case alike; plain text, no pattern. */
  text: string;
}

/** The log that is open and what is known about it. */
export interface LogFacts {
  name: string;
  path: string;
  /** Bytes on disk. */
  size: number;
  compression: 'none' | 'gzip' | 'zstd' | 'zip' | 'tar' | 'parquet';
  /** Names of the logs in an archive; empty for a plain file. */
  members: string[];
  /** The one that is shown. */
  member: string;
  /** The results in view are about this log. */
  scanned: boolean;
  /** The log was changed after it was scanned: places may be wrong. */
  changed: boolean;
  requests: number;
  flagged: number;
  /** Flagged requests that people decided not to count. */
  cleared: number;
  /** Parts of it can be read from the middle: any place is reached at once. */
  seekable: boolean;
}

/** How many rows a list has. */
export interface ListFacts {
  /** Number of the list; answers and events about an older one are dropped. */
  list: number;
  /** Rows known by now. */
  total: number;
  /** False while lines are counted or text is searched. */
  complete: boolean;
  /** Bytes of the text counted by now and in all; all is null when the log is compressed and not read to its end. */
  bytes: number;
  allBytes: number | null;
  /** The search stopped at its limit. */
  limited: boolean;
}

/**
 * Where rows are wanted from: a row of the list; or, while lines are still being counted, a byte of the text: the line
 * that holds it and those after it, or those before the line that starts there.
 */
export type RowPlace = { row: number } | { near: number } | { before: number };

export interface LogRow {
  /** Byte of the uncompressed text at which the line starts, and its length without the line break. */
  offset: number;
  length: number;
  /** Which of the requests of the line it is, from 0. */
  part: number;
  /** Line in the log, from 1; null while the lines before it are not counted. Never a guess. */
  line: number | null;
  /** `text`: no request can be read from this line alone. */
  kind: 'request' | 'text';
  time: number | null;
  account: string;
  model: string;
  /** Empty for free text, and before a scan. */
  template: string;
  score: number;
  verdict: Verdict;
  flagged: boolean;
  /** Flagged, but of an account or a template that people decided not to count. */
  cleared: boolean;
  /** Beginning of the prompt, or of the line. */
  preview: string;
  /** Requests on the line. */
  requests: number;
}

/** Text of a prompt: what all prompts of its template say, or what fills a slot. `plain` when nothing is known. */
export interface PromptSegment {
  text: string;
  kind: 'fixed' | 'slot' | 'plain';
  /** Number of the slot as the template has it; absent for other text. */
  slot?: number;
}

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant' | 'tool' | 'answer';
  segments: PromptSegment[];
  /** Names and arguments of called tools, indented. */
  toolCalls: string;
  /** Number of images, audio clips and files. */
  media: number;
  /** Characters left out at the end. */
  cut: number;
}

/** One request in full. */
export interface RequestView {
  row: LogRow;
  /** Further facts in words: `status`, `temperature`; what the log does not say is missing. */
  facts: [name: string, value: string][];
  messages: PromptMessage[];
  /** The line itself, indented when it is JSON, and how many characters were left out. */
  source: string;
  sourceCut: number;
  /** What speaks for it and then what against, each strongest first. Empty when it is not flagged. */
  evidence: { text: string; weight: number }[];
  campaign: string;
}

export interface ExplorerQuestions {
  /** The log; `member` chooses one of an archive. */
  log: { ask: { member: string }; answer: LogFacts };
  /** Makes the list of rows to which further questions refer. */
  list: { ask: LogFilter; answer: ListFacts };
  /** At most 200 rows. `last` is true when no row follows. */
  rows: { ask: { list: number; from: RowPlace; count: number }; answer: { rows: LogRow[]; last: boolean } };
  request: { ask: { offset: number; length: number; part: number; line: number | null }; answer: RequestView };
  /** The next flagged row after or before a line, or null. */
  step: { ask: { list: number; offset: number; part: number; by: 1 | -1 }; answer: FoundRow | null };
  /** The row of a line, the nearest one when that line has none; null when the list is empty. */
  find: { ask: { list: number; line: number }; answer: FoundRow | null };
  /** Names that contain the text, at most 20. */
  names: { ask: { field: 'account' | 'template'; text: string }; answer: { names: string[] } };
}
export type ExplorerQuestionKind = keyof ExplorerQuestions;

/** A row by its number in the list. */
export interface FoundRow {
  row: number;
  offset: number;
  part: number;
  line: number;
}

export interface ExplorerState {
  filter: LogFilter;
  member: string;
  /** Line of the chosen row; 0 for none. */
  line: number;
  /** Share of the width that the list takes. */
  split: number;
  /** The end of the log stays in view while it grows. */
  follow: boolean;
}

export type FromExplorer =
  | { type: 'ready' }
  | Question<ExplorerQuestions>
  /** This request is chosen. */
  | { type: 'chosen'; row: { line: number | null; account: string; template: string } }
  /** Show this in the dashboard. */
  | { type: 'dashboard'; target: Target }
  /** Open the line of this log as text; the log may be one of an archive. */
  | { type: 'openText'; member: string; line: number; offset: number; length: number }
  | { type: 'command'; command: 'scanFile' | 'stopSearch' }
  | { type: 'follow'; on: boolean }
  | { type: 'copy'; text: string };

export type ToExplorer =
  | Answer<ExplorerQuestions>
  | Failure
  /** A list got more rows, or is complete. */
  | { type: 'list'; facts: ListFacts }
  /** The results in view, or the log, are others now: ask again. */
  | { type: 'changed' }
  /** Show a line, in a list made by the filter when there is one; an empty member stands for the log that is shown. */
  | { type: 'reveal'; member: string; line: number; filter?: LogFilter };
