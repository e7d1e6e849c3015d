import type { HoldPiece, RecordSink } from '../fields/record-sink.ts';
import { whileCutting } from '../../bytes/framing/json-parse.ts';
import { settleFacts } from '../facts/reading/settle-facts.ts';
import { hideSecrets } from '../fields/hide-secrets.ts';
import { accountFrom, chooseWeakAccount } from '../fields/identity.ts';
import type { JsonObject } from '../fields/json.ts';
import type { RecordLocation } from '../fields/record-location.ts';
import { INFERRED_CALLS } from '../formats/general/inferred-call.ts';
import { readAround } from '../callers/surroundings.ts';
import { readWebLine } from '../callers/web-line.ts';
import { repairRecord } from '../fields/repair.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readTime, timeInText } from '../fields/time.ts';

/** Takes the requests of a log one by one. Neither object may be kept: `location` is used again. */
export type TakeRequest = (record: RequestRecord, location: RecordLocation) => void;

const TOO_DEEP = 'JSON nested too deeply to be read';
/** Said of a line, never of a value: nothing of the log is in it. */
export const READER_FAILED = 'the reader of its format failed, which is a bug in this program';

/** Finishes requests that a format has read and remembers why others were not read. */
export class RequestEmitter implements RecordSink {
  location: RecordLocation = { source: 0, line: 0, offset: 0, length: 0 };
  raw = false;
  /** What came before the value on its line: where a record has no time, a time in it is the record's. */
  prefix = '';
  /** Requests of the current entry. */
  requests = 0;
  /** No format knows the value: it is read as one that it may mean. */
  isInferred = false;
  skipReason: string | undefined;
  rejectReason = '';
  readonly take: TakeRequest;
  private isTaking = false;
  private readonly accountBy: string | undefined;
  /** The record of the log that is being read. */
  value: JsonObject = {};
  /** What holds this record and no other one, the nearest first. */
  around: readonly JsonObject[] = [];
  /** What the record is in: the whole entry. */
  entry: unknown = undefined;
  written?: number;
  hasRequests?: boolean;
  private part: (() => JsonObject) | undefined;
  /** Requests and pieces that were handed on, and those of them that a reading which is made again hands on once more. */
  private told = 0;
  private seen = 0;
  private overflows = 0;

  get source(): string {
    return this.file;
  }

  get collectorTime(): string {
    return this.prefix === '' ? '' : timeInText(this.prefix, this.written);
  }

  /**
   * @param file name of the source, the account of last resort
   * @param accountBy field that names the account: see `accountFrom`
   */
  constructor(
    /** Name of the source, the account of last resort. */
    public file: string,
    take: TakeRequest,
    accountBy?: string,
  ) {
    this.take = (record, location) => {
      this.isTaking = true;
      take(record, location);
      this.isTaking = false;
    };
    this.accountBy = accountBy;
  }

  /**
   * Lets a format read. Where it fails, the value is rejected: no line of a log may end the reading of all others.
   * @returns false if it failed
   */
  attempt(read: (sink: RecordSink) => void): boolean {
    try {
      read(this);
      return true;
    } catch (error) {
      // Values nested thousands deep overflow the stack.
      const isDeep = error instanceof RangeError;
      // What takes the requests may be left with half of one, and nothing that it says later could be relied on.
      if (this.isTaking && !isDeep) throw error;
      this.isTaking = false;
      if (isDeep) this.overflows++;
      this.reject(isDeep ? TOO_DEEP : READER_FAILED);
      return false;
    }
  }

  /**
   * The same, of what a client may have nested so deeply that it cannot be read: it is read again without its depth then, from the
   * request on at which that failed.
   */
  attemptAll(read: (sink: RecordSink, isCut: boolean) => void): boolean {
    const { told, overflows } = this;
    if (this.attempt((sink) => read(sink, false))) return true;
    if (this.overflows === overflows) return false;
    if (this.rejectReason === TOO_DEEP) this.rejectReason = '';
    this.seen = this.told - told;
    const isRead = whileCutting(() => this.attempt((sink) => read(sink, true)));
    this.seen = 0;
    return isRead;
  }

  /** Whether a request or a piece was handed on before the reading failed that is made again. */
  wasTold(): boolean {
    if (this.seen > 0) return this.seen-- > 0;
    this.told++;
    return false;
  }

  request(record: RequestRecord, answered?: unknown): void {
    if (this.wasTold()) return;
    this.complete(record, answered);
    this.take(record, this.location);
    this.requests++;
  }

  /** A value that is read at once is not waited for. */
  hold(_format: string, record: RequestRecord, _piece: HoldPiece): void {
    this.request(record);
  }

  /** Adds what is known of a request from what is around it. */
  complete(record: RequestRecord, answered?: unknown): void {
    if (this.accountBy !== undefined) accountFrom(record, this.accountBy, [this.part?.(), this.value, this.entry]);
    this.part = undefined;
    if (this.isInferred) record.format = INFERRED_CALLS.name;
    const { account } = record;
    // What a client calls its user gives way to whom the log names, also around the record.
    if (account?.kind === 'end-user') delete record.account;
    readAround(this.around, record);
    if (this.prefix !== '') readWebLine(this.prefix, record);
    if (account !== undefined) record.account ??= account;
    if (this.raw) repairRecord(record);
    if (record.time === undefined && this.prefix !== '') readTime(record, this.collectorTime);
    if (record.time === undefined) readTime(record, answered);
    hideSecrets(record);
    chooseWeakAccount(record, this.file);
    settleFacts(record);
  }

  piece(_format: string, _key: string, _value: JsonObject): boolean {
    return false;
  }

  at(_piece: JsonObject, _around?: readonly JsonObject[], _collectorTime?: string): void {
    // A value that is read at once is where it is.
  }

  leave(_piece: JsonObject, reason: string): void {
    this.skip(reason);
  }

  within(part: () => JsonObject): void {
    this.part = part;
  }

  skip(reason: string): void {
    this.part = undefined;
    if (reason !== '') this.skipReason ??= reason;
  }

  reject(reason: string): void {
    this.rejectReason ||= reason;
  }
}
