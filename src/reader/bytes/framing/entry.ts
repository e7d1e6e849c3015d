/** The position of an entry in a log. Lines count from 1; bytes are those of the uncompressed text. */
export interface EntryRange {
  /** First line of the entry. */
  line: number;
  /** Number of lines it covers, at least 1. */
  lines: number;
  offset: number;
  /** Bytes up to the end of its last line, without that line's break. */
  length: number;
}

/**
 * Takes what a log is made of, in the order of the text. Every line of the text is covered by at least one call.
 * A range is only valid during the call.
 */
export interface EntrySink {
  /**
   * A line that begins as a JSON object, before it is parsed: bytes `start` to `end`. False when its value is wanted instead.
   */
  bytes?(bytes: Buffer, start: number, end: number, range: EntryRange): boolean;
  /**
   * A line that begins with a digit, as it is: bytes `start` to `end`. False when it is wanted as what it holds.
   */
  line?(bytes: Buffer, start: number, end: number, range: EntryRange): boolean;
  /**
   * A JSON value. `raw` says that its strings hold bytes of UTF-8 as letters: see `repair`.
   * `prefix` is what came before the value on its line, for logs such as `2025-09-10 12:00:00 INFO {...}`.
   */
  value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void;
  /** A row of a table: its cells by the names of the columns, and the name of the table where it has one. */
  row(cells: Readonly<Record<string, unknown>>, range: EntryRange, table?: string): void;
  /** A line that is not JSON. */
  text(text: string, range: EntryRange): void;
  /** True while a text continues over several lines: the next line is wanted as text, whatever it looks like. */
  readonly wantsText: boolean;
  /** True when a line that starts like this is wanted as text although there is JSON in it. */
  isText(start: string): boolean;
  /** Lines that contain no record by design. */
  skip(reason: string, range: EntryRange): void;
  /** Lines that cannot be read. */
  reject(reason: string, range: EntryRange): void;
  /** No more entries. */
  end(): void;
}

/** Why lines contain no record: the sentences that a report shows. */
export const REASON = {
  blank: 'blank line',
  padding: 'zero bytes (padding of an interrupted write)',
  brackets: 'brackets of a JSON array',
  continuation: 'continuation of the entry above',
  malformed: 'not valid JSON',
  rest: 'line of which a part behind a JSON value cannot be read',
  cut: 'JSON that ends in the middle (cut line)',
  pieces: 'message of a container in several lines that do not follow one another or are not all there',
  crowded: 'JSON of more than 8 million values',
  deep: 'JSON nested more than a million levels deep',
  header: 'header row of a table',
  title: 'title above a table',
  cells: 'row with a different number of cells than the header',
  quotes: 'row of a table with a quote that never closes',
  recording: 'frame of a recording',
  sql: 'SQL without rows',
  sqlComment: 'comment in a dump of a database',
  notSql: 'no SQL in a dump of a database',
  sqlCut: 'SQL that ends in the middle, or has a quote that never closes',
  sqlQuote: 'row in SQL with a quote that can be read in two ways, or with SQL that is not whole',
  noColumns: 'row of a dump that does not name its columns',
  values: 'row with a different number of values than columns',
  yaml: 'not a recording in valid YAML',
  largeYaml: 'recording in YAML of more than 32 MB',
} as const;
