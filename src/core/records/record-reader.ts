import type { EntrySink, Span } from '../bytes/entry.ts';
import type { Format, RecordSink } from './format.ts';
import { chooseWeakAccount } from './identity.ts';
import type { JsonObject } from './json.ts';
import { LineTally, type SourceCounts } from './line-counts.ts';
import type { Place } from './place.ts';
import { repairRecord } from './repair.ts';
import type { RequestRecord } from './request.ts';
import { unwrap } from './unwrap.ts';

/** Takes the requests of a log one by one. Neither object may be kept: `place` is used again. */
export type TakeRequest = (record: RequestRecord, place: Place) => void;

const UNKNOWN_FORMAT = 'JSON of no known log format';
const NOT_JSON = 'not JSON';

/** Turns the entries of one source into requests, record by record, and accounts for every line. */
export class RecordReader implements EntrySink, RecordSink {
  requests = 0;
  private readonly take: TakeRequest;
  private readonly file: string;
  private readonly tally: LineTally;
  private readonly place: Place;
  private raw = false;
  private entryRequests = 0;
  private skipReason = '';
  private rejectReason = '';

  /**
   * @param source number of the source, for places
   * @param file its name, the account of last resort
   */
  constructor(source: number, file: string, take: TakeRequest) {
    this.take = take;
    this.file = file;
    this.tally = new LineTally(source);
    this.place = { source, line: 0, offset: 0, length: 0 };
  }

  counts(): SourceCounts {
    return this.tally.finish();
  }

  value(value: unknown, raw: boolean, span: Span): void {
    this.raw = raw;
    this.entryRequests = 0;
    this.skipReason = '';
    this.rejectReason = '';
    this.place.line = span.line;
    this.place.offset = span.offset;
    this.place.length = span.length;
    if (!unwrap(value, this.readRecord)) this.reject(UNKNOWN_FORMAT);
    if (this.entryRequests > 0) this.tally.mark('record', '', span);
    else if (this.rejectReason !== '') this.tally.mark('rejected', this.rejectReason, span);
    else this.tally.mark('skipped', this.skipReason, span);
  }

  text(_text: string, span: Span): void {
    this.tally.mark('rejected', NOT_JSON, span);
  }

  request(record: RequestRecord): void {
    if (this.raw) repairRecord(record);
    chooseWeakAccount(record, this.file);
    this.take(record, this.place);
    this.tally.request(record.format);
    this.requests++;
    this.entryRequests++;
  }

  skip(reason: string, span?: Span): void {
    if (span !== undefined) this.tally.mark('skipped', reason, span);
    else this.skipReason ||= reason;
  }

  reject(reason: string, span?: Span): void {
    if (span !== undefined) this.tally.mark('rejected', reason, span);
    else this.rejectReason ||= reason;
  }

  private readonly readRecord = (value: JsonObject, format: Format): void => format.read(value, this);
}
