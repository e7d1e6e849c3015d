import { NO_PREAMBLE, type Preamble, preambleOf } from '../../reader/bytes/framing/preamble.ts';
import { GzipRestarts } from '../../reader/bytes/compression/gzip-restarts.ts';
import { listSources } from '../../reader/bytes/sources/source-list.ts';
import { isSeekable, type Source } from '../../reader/bytes/files/source.ts';
import { requestsOf } from '../../engine/readback/read-prompts.ts';
import { profileFormats } from '../../reader/mapping/mapping-format.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { RowPlace } from '../../protocol/explorer-messages.ts';
import type { ExplorerJob, ExplorerJobs, OpenedLog, ReadRequest, ReadRow, RowRef } from './explorer-jobs.ts';
import { LineCounter } from './line-counter.ts';
import { linesBefore, linesFrom, lineStart } from './line-windows.ts';
import { factsOf, messagesOf, oneLine, previewOf, rowDetails, sourceOf } from './request-view.ts';
import { openText, type TextBytes } from './text-bytes.ts';

/** A longer line is shown as a row by its beginning; the request is read when it is selected. */
const LONGEST_ROW = 4 << 20;
/** Text of one request that is read: the core reads no longer line either. */
const LONGEST_REQUEST = 256 << 20;
const HEAD = 4096;

/** One log, opened for looking around in it. Runs on its own thread, because nothing here is fast for every log. */
export class LogReader {
  counter: LineCounter;
  private readonly profiles;

  private constructor(
    readonly opened: OpenedLog,
    public source: Source,
    private readonly text: TextBytes,
    restarts: GzipRestarts,
    private readonly preamble: Preamble,
    private readonly job: ExplorerJob,
    private readonly release: () => Promise<void>,
  ) {
    this.counter = new LineCounter(source, text, restarts);
    this.profiles = profileFormats(job.mappings);
  }

  /** @throws a sentence when the file holds no log that can be shown */
  static async open(job: ExplorerJob, member: string): Promise<LogReader> {
    const { sources, refusals, release } = await listSources([job.file]);
    const source = sources.find(({ path }) => path === member) ?? sources[0];
    if (source === undefined) throw new Error(refusals[0]?.error ?? 'The file contains no log.');
    const isPlain = source.container === 'file';
    const opened: OpenedLog = {
      size: source.size,
      compression: isPlain ? source.compression : (source.container as OpenedLog['compression']),
      seekable: isSeekable(source),
      members: isPlain && sources.length === 1 ? [] : sources.map(({ path }) => path),
      member: source.path,
    };
    const preamble = await preambleOf(source).catch(() => NO_PREAMBLE);
    const restarts = new GzipRestarts();
    return new LogReader(opened, source, await openText(source, restarts), restarts, preamble, job, release);
  }

  /** Length of the text; null while it is not known. */
  get length(): number | null {
    return this.text.length;
  }

  async refresh(): Promise<number> {
    await this.text.refresh();
    return this.text.length ?? this.opened.size;
  }

  async close(): Promise<void> {
    await this.text.close();
    await this.release();
  }

  async lines({ from, count }: { from: RowPlace; count: number }): Promise<ExplorerJobs['lines']['answer']> {
    if ('before' in from) {
      const lines = await linesBefore(this.text, from.before, count);
      return { rows: await this.numbered(lines), last: from.before >= (this.text.length ?? Infinity) };
    }
    const start =
      'row' in from ? await this.counter.offsetOf(from.row + 1) : await lineStart(this.text, Math.max(0, from.near));
    const { lines, last } = await linesFrom(this.text, start, count);
    return { rows: await this.numbered(lines), last };
  }

  async requests(rows: readonly RowRef[]): Promise<ReadRow[]> {
    const read: ReadRow[] = [];
    for (const row of rows) read.push(await this.row(row, await this.read(row, LONGEST_ROW)));
    return read;
  }

  async request({ parts, ...ref }: ExplorerJobs['request']['ask']): Promise<ReadRequest> {
    const bytes = await this.text.read(ref.offset, Math.min(ref.length, LONGEST_REQUEST));
    const records = await this.records(bytes, ref.offset);
    const record = records[ref.part];
    return {
      row: this.rowOf(ref, bytes, records),
      facts: record === undefined ? [] : factsOf(record),
      messages: record === undefined ? [] : messagesOf(record, parts),
      ...sourceOf(bytes),
    };
  }

  private async numbered(lines: readonly { offset: number; length: number }[]): Promise<ReadRow[]> {
    const [first] = lines;
    const line = first === undefined ? null : await this.counter.lineAt(first.offset);
    const rows = await this.requests(lines.map((one) => ({ ...one, part: 0 })));
    return rows.map((row, at) => ({
      ...row,
      line: line === null || row.offset >= this.counter.bytes ? null : line + at,
    }));
  }

  /** The bytes of a row, or its beginning when it is long. */
  private read({ offset, length }: RowRef, limit: number): Promise<Buffer> {
    return this.text.read(offset, length > limit ? HEAD : length);
  }

  private async row(ref: RowRef, bytes: Buffer): Promise<ReadRow> {
    return this.rowOf(ref, bytes, bytes.length < ref.length ? [] : await this.records(bytes, ref.offset));
  }

  private rowOf(ref: RowRef, bytes: Buffer, records: readonly RequestRecord[]): ReadRow {
    const record = records[ref.part];
    return {
      ...ref,
      line: null,
      isRequest: record !== undefined,
      time: record?.time ?? null,
      account: record?.account?.value ?? '',
      model: record?.model ?? '',
      preview: record === undefined ? oneLine(bytes.toString('utf8', 0, HEAD)) : previewOf(record),
      requests: records.length,
      ...(record !== undefined && rowDetails(record)),
    };
  }

  private async records(bytes: Buffer, offset: number): Promise<RequestRecord[]> {
    await this.preamble.reach(offset).catch(() => undefined);
    return requestsOf(this.preamble.with(bytes, offset), this.source.path, this.profiles, this.job.accountBy);
  }
}
