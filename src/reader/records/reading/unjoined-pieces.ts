import { cutDeep } from '../../bytes/framing/json-parse.ts';
import type { HoldPiece } from '../fields/record-sink.ts';
import type { JsonObject } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { MAX_PIECE_BYTES, type Piece, pieceBytes } from './joins.ts';
import type { RequestEmitter, TakeRequest } from './request-emitter.ts';

/** Parts of requests that one source holds, whose other parts are elsewhere. They go to another thread, which takes no more levels of them than some. */
export class UnjoinedPieces {
  list: Piece[] = [];
  /** Pieces of the current entry. */
  ofEntry = 0;
  private bytes = 0;
  private held: { record: RequestRecord; piece: HoldPiece; at: Omit<Piece, 'value'>; isOneOfMany: boolean } | undefined;
  /** Requests one right after the other, before the held one, that nothing answered. */
  private unanswered = 0;
  /** Formats of pieces: a request that is held at the end of this part may have its answer in the next where others had theirs. */
  private readonly formats = new Set<string>();

  /** @param take takes requests that are held no longer */
  constructor(private readonly take: TakeRequest) {}

  /** The line of the request that is held. */
  get heldLine(): number | undefined {
    return this.held?.at.location.line;
  }

  /** Hands over the pieces found so far, so that there is room for more. */
  takeList(): Piece[] {
    const { list } = this;
    this.list = [];
    this.bytes = 0;
    return list;
  }

  /** False when there is no room. */
  keep(format: string, key: string, value: JsonObject, emitter: RequestEmitter): boolean {
    if (this.bytes + pieceBytes(emitter) > MAX_PIECE_BYTES) return false;
    if (this.held?.at.format === format) this.addHeld();
    if (this.ofEntry === 0) this.bytes += pieceBytes(emitter);
    this.ofEntry++;
    this.formats.add(format);
    this.list.push({ ...placeOf(format, key, emitter), value: cutDeep(value) });
    return true;
  }

  /**
   * Holds one request back until it is known whether the next piece of its format answers it. Logs of requests alone need no
   * more memory so, and none of their lines waits in vain.
   */
  hold(format: string, record: RequestRecord, piece: HoldPiece, emitter: RequestEmitter): void {
    const { held } = this;
    const isSecond = held !== undefined && held.at.location.offset === emitter.location.offset;
    if (isSecond) held.isOneOfMany = true;
    const isOneOfMany = isSecond || this.ofEntry > 0;
    this.release();
    this.held = { record, piece, at: placeOf(format, '', emitter), isOneOfMany };
  }

  /** The part of the log is read. */
  end(): void {
    if (this.held !== undefined && this.formats.has(this.held.at.format)) this.addHeld();
    else this.release();
  }

  private addHeld(): void {
    if (this.held === undefined) return;
    const { at, piece } = this.held;
    this.list.push({ ...at, value: cutDeep(piece(this.unanswered)) });
    this.bytes += pieceBytes(at);
    this.held = undefined;
    this.unanswered = 0;
  }

  private release(): void {
    if (this.held === undefined) return;
    // Requests of one line are numbered as they are given: all are pieces, or none is.
    if (this.held.isOneOfMany) return this.addHeld();
    this.take(this.held.record, this.held.at.location);
    this.held = undefined;
    this.unanswered++;
  }
}

function placeOf(format: string, key: string, { raw, location }: RequestEmitter): Omit<Piece, 'value'> {
  // Rows that name no session belong to that of their file.
  return { format, key: key === '' ? `\0${location.source}` : key, raw, location: { ...location } };
}
