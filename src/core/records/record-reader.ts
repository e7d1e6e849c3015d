import type { EntrySink, Span } from '../bytes/entry.ts';
import type { Format } from './format.ts';
import { MAX_PIECE_BYTES, type Piece } from './joins.ts';
import type { JsonObject } from './json.ts';
import { LineTally, type SourceCounts } from './line-counts.ts';
import { RequestEmitter, type TakeRequest } from './request-emitter.ts';
import { unwrap } from './unwrap.ts';

const UNKNOWN_FORMAT = 'JSON of no known log format';
const NOT_JSON = 'not JSON';
const TOO_DEEP = 'JSON nested too deeply to be read';

/** Turns the entries of one source into requests, record by record, and accounts for every line. */
export class RecordReader implements EntrySink {
  /** Requests found. */
  requests = 0;
  /** Parts of requests whose other parts stand elsewhere. */
  readonly pieces: Piece[] = [];
  private pieceBytes = 0;
  private entryPieces = 0;
  private readonly tally: LineTally;
  private readonly emitter: RequestEmitter;

  /**
   * @param source number of the source, for places
   * @param file its name, the account of last resort
   */
  constructor(source: number, file: string, take: TakeRequest) {
    this.tally = new LineTally(source);
    this.emitter = new RequestEmitter(file, (record, place) => {
      take(record, place);
      this.tally.request(record.format);
      this.requests++;
    });
    this.emitter.place.source = source;
    this.emitter.piece = (format, key, value) => this.keepPiece(format, key, value);
  }

  counts(): SourceCounts {
    return this.tally.finish();
  }

  value(value: unknown, raw: boolean, span: Span): void {
    const { emitter } = this;
    emitter.raw = raw;
    emitter.requests = this.entryPieces = 0;
    emitter.skipReason = emitter.rejectReason = '';
    emitter.place.line = span.line;
    emitter.place.offset = span.offset;
    emitter.place.length = span.length;
    if (!unwrap(value, this.readRecord)) emitter.reject(UNKNOWN_FORMAT);
    if (emitter.requests > 0 || this.entryPieces > 0) this.tally.mark('record', '', span);
    else if (emitter.rejectReason !== '') this.tally.mark('rejected', emitter.rejectReason, span);
    else this.tally.mark('skipped', emitter.skipReason, span);
  }

  text(_text: string, span: Span): void {
    this.tally.mark('rejected', NOT_JSON, span);
  }

  skip(reason: string, span: Span): void {
    this.tally.mark('skipped', reason, span);
  }

  reject(reason: string, span: Span): void {
    this.tally.mark('rejected', reason, span);
  }

  private readonly readRecord = (value: JsonObject, format: Format): void => {
    try {
      format.read(value, this.emitter);
    } catch (error) {
      // Values nested thousands deep overflow the stack; anything else is a mistake in the reader.
      if (!(error instanceof RangeError)) throw error;
      this.emitter.reject(TOO_DEEP);
    }
  };

  private keepPiece(format: string, key: string, value: JsonObject): boolean {
    const { place, raw } = this.emitter;
    if (this.pieceBytes + place.length > MAX_PIECE_BYTES) return false;
    if (this.entryPieces === 0) this.pieceBytes += place.length;
    this.entryPieces++;
    this.pieces.push({ format, key, value, raw, place: { ...place } });
    return true;
  }
}
