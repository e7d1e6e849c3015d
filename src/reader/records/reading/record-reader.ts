import { cutDeep } from '../../bytes/framing/json-parse.ts';
import type { EntryRange, EntrySink } from '../../bytes/framing/entry.ts';
import type { ByteReader, PartReader } from './byte-reader.ts';
import type { RecordFormat } from '../formats/format.ts';
import type { Piece } from './joins.ts';
import { UnjoinedPieces } from './unjoined-pieces.ts';
import { isObject, type JsonObject } from '../fields/json.ts';
import { LineTally, type SourceCounts, type UnreadLine } from './line-counts.ts';
import { MultilineText } from './multiline-text.ts';
import { NO_PROFILES, type ProfileFormats, readProfiled } from '../formats/profile-formats.ts';
import { UnreadTables } from './unread-tables.ts';
import { leaveUnread, leaveUnreadLine } from './unread-value.ts';
import { RequestEmitter, type TakeRequest } from './request-emitter.ts';
import { tableRow } from '../fields/table-row.ts';
import { cleanLine, MEANINGLESS_LETTERS, type TextFormat } from '../formats/text-format.ts';
import { isServerLine, requestFormat } from '../formats/text-formats.ts';
import { laterChanges } from '../formats/general/no-requests.ts';
import { isBodyOfCall, rawRequest } from '../formats/general/raw-api.ts';
import { ALONE, unwrap, unwrapInferred } from '../formats/wrappers/unwrap.ts';
import { collectorTime, readLineInside, readLinesListed, SERVER_OUTPUT } from './line-inside.ts';

/** A format that finds nothing says why. Where one does not, nobody knows what was lost. */
const NO_REASON = 'record of a known format without a request in it';

/** Turns the entries of one source into requests, record by record, and accounts for every line. */
export class RecordReader implements EntrySink {
  /** Requests found. */
  requests = 0;
  /** Reads what lines it can before they are read here. */
  byteReader: ByteReader | undefined;
  protected readonly kept: UnjoinedPieces;
  private readonly tally: LineTally;
  private readonly emitter: RequestEmitter;
  private readonly open = new MultilineText();
  /** A line of a server log has been seen: lines without a known shape are output of that server. */
  private isServerLog = false;
  /** Tables of which no row could be read. */
  private readonly tables = new UnreadTables();

  /**
   * @param source number of the source, for locations
   * @param file its name, the account of last resort
   * @param profiles formats that people describe for logs of their own
   * @param accountBy field that names the account: see `accountFrom`
   * @param written when the log was last written, in ms UTC
   * @param onUnread told each line that gave no request, save those whose parts may find others later
   */
  constructor(
    source: number,
    file: string,
    take: TakeRequest,
    private readonly profiles: ProfileFormats = NO_PROFILES,
    accountBy?: string,
    written?: number,
    onUnread?: UnreadLine,
  ) {
    this.tally = new LineTally(source, onUnread);
    const keep: TakeRequest = (record, location) => {
      take(record, location);
      this.tally.request(record.format);
      this.requests++;
    };
    this.emitter = new RequestEmitter(file, keep, accountBy);
    if (written !== undefined) this.emitter.written = written;
    this.emitter.location.source = source;
    this.kept = new UnjoinedPieces(this.emitter.take);
    this.emitter.piece = (format, key, value) => {
      if (this.emitter.wasTold()) return true;
      const hasRoom = this.kept.keep(format, key, value, this.emitter);
      if (!hasRoom) this.tally.apart();
      return hasRoom;
    };
    this.emitter.hold = (format, record, piece) => {
      if (this.emitter.wasTold()) return;
      this.emitter.complete(record);
      this.kept.hold(format, record, piece, this.emitter);
      this.emitter.requests++;
    };
  }

  get wantsText(): boolean {
    return this.open.format !== undefined;
  }

  /** Parts of requests whose other parts are elsewhere. */
  get pieces(): readonly Piece[] {
    return this.kept.list;
  }

  /** Lines that are done with, whatever they hold. */
  get lines(): number {
    return this.tally.lines;
  }

  /** Hands over the parts found so far, so that there is room for more. */
  takePieces(): Piece[] {
    return this.kept.takeList();
  }

  counts(): SourceCounts {
    return this.tally.finish();
  }

  bytes(bytes: Buffer, start: number, end: number, range: EntryRange): boolean {
    if (this.byteReader === undefined) return false;
    this.begin(false, range, '');
    const requests = this.byteReader.read(bytes, start, end, this.emitter.location, this.parts);
    if (requests < 0) return false;
    for (let n = 0; n < requests; n++) this.tally.request(this.byteReader.format);
    this.requests += requests;
    this.emitter.requests += requests;
    this.settle(range);
    return true;
  }

  value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void {
    this.emitter.entry = value;
    this.begin(raw, range, prefix === '' && isObject(value) ? collectorTime(value) : prefix);
    this.emitter.attempt((sink) => {
      const isRead = this.readValue(value) || readLineInside(value, this.emitter) || this.found > 0;
      if (!isRead && !readLinesListed(value, this.emitter)) leaveUnread(value, prefix, sink);
    });
    this.settle(range);
  }

  row(cells: JsonObject, range: EntryRange, table?: string): void {
    this.emitter.entry = cells;
    this.begin(false, range, '');
    this.emitter.attempt((sink) => {
      if (this.readValue(tableRow(cells)) || this.readValue(this.tables.plainRow(cells, table))) return;
      const { outcome, reason } = this.tables.reasonFor(cells, table);
      sink[outcome](reason);
    });
    this.settle(range);
  }

  text(text: string, range: EntryRange): void {
    if (this.open.format !== undefined && this.open.accepts(text, range)) return;
    this.closeText();
    const line = cleanLine(text);
    const format = text.length <= MEANINGLESS_LETTERS ? undefined : requestFormat(line);
    if (format?.goesOn?.(line) === true) {
      this.open.start(format, line, range);
    } else if (format !== undefined) {
      this.readText(format, line, range, text.slice(0, Math.max(0, text.length - line.length)));
    } else {
      const known = this.isServerLog || (text.length > MEANINGLESS_LETTERS && isServerLine(line));
      if (known) this.tally.mark('skipped', SERVER_OUTPUT, range);
      else this.tally.mark(...leaveUnreadLine(line), range);
      this.isServerLog = known;
    }
  }

  isText(start: string): boolean {
    return start.length > MEANINGLESS_LETTERS && requestFormat(cleanLine(start)) !== undefined;
  }

  skip(reason: string, range: EntryRange): void {
    this.tally.mark('skipped', reason, range);
  }

  reject(reason: string, range: EntryRange): void {
    this.closeText();
    this.tally.mark('rejected', reason, range, true);
  }

  end(): void {
    this.closeText();
    this.kept.end();
  }

  private closeText(): void {
    const text = this.open.take();
    if (text !== undefined) this.readText(text.format, text.text, text.range);
  }

  private begin(raw: boolean, range: EntryRange, prefix: string): void {
    const { emitter } = this;
    emitter.raw = raw;
    emitter.prefix = prefix;
    emitter.around = ALONE;
    emitter.requests = this.kept.ofEntry = 0;
    emitter.isInferred = false;
    emitter.skipReason = undefined;
    emitter.rejectReason = '';
    emitter.location.line = range.line;
    emitter.location.offset = range.offset;
    emitter.location.length = range.length;
  }

  private settle(range: EntryRange): void {
    const { emitter } = this;
    const { ofEntry, list } = this.kept;
    if (emitter.requests > 0 && ofEntry > 0) for (const piece of list.slice(-ofEntry)) piece.besides = true;
    if (emitter.requests > 0 || ofEntry > 0) this.tally.mark('record', '', range);
    else if (emitter.rejectReason !== '') this.tally.mark('rejected', emitter.rejectReason, range);
    else if (emitter.skipReason !== undefined) this.tally.mark('skipped', emitter.skipReason, range);
    else this.tally.mark('rejected', NO_REASON, range);
  }

  private readValue(value: unknown): boolean {
    const { first, last } = this.profiles;
    if (readProfiled(value, first, this.readRecord) || unwrap(value, this.readRecord)) return true;
    if (this.emitter.requests > 0 || this.kept.ofEntry > 0) return false;
    this.emitter.isInferred = !readProfiled(value, last, this.readRecord);
    return !this.emitter.isInferred || unwrapInferred(value, this.readRecord, this.emitter.location.length);
  }

  private readText(format: TextFormat, line: string, range: EntryRange, prefix = ''): void {
    this.isServerLog ||= format.isServer !== false;
    this.emitter.entry = undefined;
    const from = format.startsAt?.(line) ?? 0;
    this.begin(false, range, prefix + line.slice(0, from));
    this.emitter.attempt((sink) => format.read(line.slice(from), sink));
    this.settle(range);
  }

  private readonly readRecord = (value: JsonObject, format: RecordFormat, around = ALONE): void => {
    this.emitter.value = value;
    this.emitter.around = around;
    const found = this.found;
    this.emitter.attemptAll((sink, isCut) => format.read(isCut ? cutDeep(value) : value, sink));
    // What is a call by itself is not passed over for what its client has put beside it.
    const isPassedOver = this.found === found && this.emitter.rejectReason === '';
    if (isPassedOver && format.isBody === true && isBodyOfCall(value, format === laterChanges))
      this.emitter.attempt((sink) => rawRequest.read(value, sink));
  };

  /** Requests and parts of requests of the entry so far. */
  private get found(): number {
    return this.emitter.requests + this.kept.ofEntry;
  }

  private readonly parts: PartReader = {
    part: (raw, read) => {
      this.emitter.raw = raw;
      return this.emitter.attemptAll(read);
    },
  };
}
