/** The columns of a request table: what is kept of a request, and in how many bytes. */
import type { Columns } from '../../math/columns.ts';
import type { Signals } from './request-signals.ts';

/** One row a request; 0 in a dictionary column means "not in the log". Times in ms UTC, NaN when unknown. */
export const ROW = {
  source: 'u16',
  line: 'u32',
  offset: 'f64',
  bytes: 'u32',
  /** Place among the requests of one line. */
  part: 'u16',
  /** Where in its line it stands by itself, and in how many bytes; 0 where that is not known. */
  begin: 'u32',
  size: 'u16',
  time: 'f64',
  /** See `responseOf`. */
  response: 'f64',
  account: 'u32',
  organisation: 'u32',
  endUser: 'u32',
  address: 'u32',
  userAgent: 'u32',
  model: 'u16',
  format: 'u8',
  inputTokens: 'u32',
  outputTokens: 'u32',
  /** Number of the prompt among the different ones, by system prompt and first user message; set by `finish`. */
  prompt: 'u32',
  /** See `Signals` for the rest. */
  system: 'u32',
  user: 'u32',
  open: 'u32',
  /** See `History`; those that count are `open` once `finish` has said so, and this is 0 in all rows. */
  whole: 'u32',
  tools: 'u32',
  toolCount: 'u8',
  parameters: 'u32',
  contextIn: 'f64',
  contextOut: 'f64',
  answer: 'u32',
  answerShape: 'u8',
  answerSize: 'u8',
  turns: 'u8',
  media: 'u8',
  flags: 'u16',
} as const;

export const DICTIONARIES = ['account', 'organisation', 'endUser', 'address', 'userAgent', 'model', 'format'] as const;
export type DictionaryName = (typeof DICTIONARIES)[number];

/** Columns whose values are numbers of texts in the table's pool. */
export const TEXTS = ['system', 'user', 'open', 'whole'] as const;

export type RowColumns = Columns<typeof ROW>;

/** All of a row but its place: names as numbers in the table's dictionaries, texts as numbers in its pool. */
export type Row = Signals &
  Record<DictionaryName | 'whole' | 'time' | 'response' | 'inputTokens' | 'outputTokens', number>;
