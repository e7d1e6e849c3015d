import type { JsonObject } from './json.ts';
import type { RequestRecord } from './request.ts';

/**
 * A request as a piece, for `join`.
 * @param unanswered how many requests stand before it, one right after the other, that nothing answered
 */
export type HoldPiece = (unanswered: number) => JsonObject;

/** Why a value gave no request: never nothing. A value that gives neither requests nor a reason is rejected. */
export type Reason<Text extends string> = Text extends '' ? never : Text;

/** Takes what a format makes of one JSON value: any number of requests, or a reason for none. */
export interface RecordSink {
  /** The time that a log collector wrote next to the value, as text; empty without one. */
  readonly collectorTime: string;
  /** Name of the log: a path, with `!` and the member's name after it where the log is in an archive. */
  readonly source: string;
  /** When the log was last written, in ms UTC, where that is known: gives the year to dates without one. */
  readonly written?: number;
  /** What holds the value and no other one, the nearest first. */
  readonly around?: readonly JsonObject[];
  /** @param answered when its answer says it was made: the time of a record that has no other */
  request(record: RequestRecord, answered?: unknown): void;
  /**
   * Keeps a value that holds only a part of a request until all of the log is read; then `join` of the named format gets
   * all values with the same key; an empty key stands for the source. False when it cannot be kept: then the format reads the value on its own.
   */
  piece(format: string, key: string, value: JsonObject): boolean;
  /**
   * A request whose answer may be in the next piece of this format in the same log. If the next one is held too, it is a request by
   * itself; or else `join` gets both. Pieces of one format that are held are of their source: their key is empty.
   */
  hold(format: string, record: RequestRecord, piece: HoldPiece): void;
  /**
   * Says which of the pieces given to `join` the next request is on; without it, the first.
   * @param around what held its value, as far as its format has kept that
   * @param collectorTime the time that a log collector wrote next to it
   */
  at(piece: JsonObject, around?: readonly JsonObject[], collectorTime?: string): void;
  /** A request of the format that joins was read in one of the logs: see `RecordFormat.asks`. */
  readonly hasRequests?: boolean;
  /** One of the pieces given to `join` is of no use, though others make requests. `reason` is one of a few fixed sentences. */
  leave?(piece: JsonObject, reason: string): void;
  /**
   * The part of the value that is the next request's own, where a value holds many: a span of a batch, an entry of an
   * archive. A field that a person names is looked for there first; only
   * then is the part asked for.
   */
  within(part: () => JsonObject): void;
  /** The value holds no request by design. `reason` is one of a few fixed sentences. */
  skip<Text extends string>(reason: Reason<Text>): void;
  /** The value should hold a request but cannot be read. `reason` is one of a few fixed sentences. */
  reject<Text extends string>(reason: Reason<Text>): void;
}
