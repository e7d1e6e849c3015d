/**
 * The tables of a state: what is kept of logs between the steps of an audit, in columns that any engine can read.
 * docs/scale.md lists them for people.
 */

import { type Words, words } from '../../schema/words.ts';

/** Raised when a table changes. A state of another version is refused. */
export const STATE_VERSION = 8;

/**
 * What a column holds. `small`: whole numbers below 2^31. `bits`: 32 bits of a hash, as a signed number. `whole`: whole numbers
 * below 2^53, exact. `real`: any number, NaN for one that is not known. `text`: see `plainText`.
 */
export type ValueType = 'small' | 'bits' | 'whole' | 'real' | 'text';

export interface TableSpec {
  columns: Readonly<Record<string, ValueType>>;
  /** Columns by which its rows are sorted, ascending. */
  order: readonly string[];
  /**
   * What rows with the same place in the order are. `one`: the same thing, of which one may know what the other does not.
   * `all`: different things. `first`: the same list in each file. `refused`: a sign that something was read twice.
   */
  same: 'one' | 'all' | 'first' | 'refused';
  /** Rows of a row group: memory holds one of each file that is read. */
  groupRows: number;
  /** Column whose texts may be long: a row group ends before its limit when they are. */
  long?: string;
}

/** Columns with what they hold, by `name:type`. */
type Typed<T extends string> = {
  readonly [
    W in Words<T> as W extends `${infer Name}:${string}` ? Name : never
  ]: W extends `${string}:${infer V extends ValueType}` ? V : never;
};

function columns<const T extends string>(text: T): Typed<T> {
  return Object.fromEntries(words(text).map((word) => word.split(':'))) as Typed<T>;
}

/** Columns that say in which log something stands, and where. */
const PLACE = columns('source:text offset:whole');

export const TABLES = {
  /** Logs, and what was named and is none. */
  sources: {
    columns: columns(`source:text kind:text bytes:whole container:text compression:text encoding:text head:text
        error:text note:text`),
    order: ['source', 'kind', 'bytes', 'head', 'error', 'note'],
    same: 'one',
    groupRows: 1 << 14,
  },
  /** Parts in which logs were read, with what their lines were. They cover a log without gaps. */
  parts: {
    columns: columns(`source:text start:whole end:whole lines:whole counted:whole records:whole rejected:whole
        skipped:whole requests:whole apart:whole formats:text reasons:text fields:text error:text`),
    order: ['source', 'start'],
    same: 'refused',
    groupRows: 1 << 12,
  },
  /** One row a request; `line` counts from the start of its part. */
  requests: {
    columns: {
      ...PLACE,
      ...columns(`part:small line:whole bytes:whole time:real response:whole account:text organisation:text
        endUser:text address:text userAgent:text model:text format:text inputTokens:whole
        outputTokens:whole system:whole user:whole open:whole whole:whole tools:bits toolCount:small
        parameters:bits contextIn:whole contextOut:whole answer:bits answerShape:small answerSize:small
        turns:small media:small flags:small`),
    },
    order: ['source', 'offset', 'part'],
    same: 'refused',
    groupRows: 1 << 15,
  },
  /** Facts of the requests that have some, in their order: see `fact-entries.ts`. A fact is a number or a text. */
  facts: {
    columns: { ...PLACE, ...columns('part:small at:small kind:text number:real text:text') },
    order: ['source', 'offset', 'part', 'at'],
    same: 'refused',
    groupRows: 1 << 15,
  },
  /** The different texts of prompts by their hashes, with the number of their rows in `clauses`. */
  texts: {
    columns: columns('text:whole system:bits clauses:small'),
    order: ['text'],
    same: 'one',
    groupRows: 1 << 15,
  },
  /** Clauses of texts, in the order of the texts and in each as they are; in a thinned state gaps as well: see `clause-gap.ts`. */
  clauses: {
    columns: columns('text:whole hash:whole letters:small'),
    order: ['text'],
    same: 'first',
    groupRows: 1 << 15,
  },
  /** Parts of requests whose other parts are on other lines, with their text: they are joined when all are there. */
  pieces: {
    columns: {
      ...PLACE,
      ...columns('line:whole length:whole format:text key:text value:text raw:small besides:small'),
    },
    order: ['source', 'offset'],
    same: 'all',
    groupRows: 1 << 12,
    long: 'value',
  },
  /** Requests whose prompts are to be read back. */
  wanted: {
    columns: { ...PLACE, ...columns('part:small bytes:whole unheard:small') },
    order: ['source', 'offset', 'part'],
    same: 'one',
    groupRows: 1 << 14,
  },
  /** Prompts that were read back; `known` is 0 where the line holds none. */
  prompts: {
    columns: { ...PLACE, ...columns('part:small known:small prompt:text') },
    order: ['source', 'offset', 'part'],
    same: 'one',
    groupRows: 1 << 12,
    long: 'prompt',
  },
} as const satisfies Readonly<Record<string, TableSpec>>;

export type TableName = keyof typeof TABLES;

/** What a folder of tables is, and the tables it has. */
export const KINDS = {
  state: ['sources', 'parts', 'requests', 'facts', 'texts', 'clauses', 'pieces'],
  wanted: ['wanted'],
  prompts: ['prompts'],
} as const satisfies Readonly<Record<string, readonly TableName[]>>;

export type StateKind = keyof typeof KINDS;
