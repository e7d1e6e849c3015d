import type { JsonObject } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';

/** What one event of a streamed answer says of its stream. */
export interface StreamPiece {
  /** Id of the answer, where all events of its stream have it. */
  id?: string | undefined;
  begins?: boolean;
  ends?: boolean;
  /** Alone it may be a whole answer, of an API whose events have the form of one. */
  isWhole?: boolean;
}

/** The body of an API call in one vendor's format. Logs of all kinds contain such bodies. */
export interface Dialect {
  name: string;
  isRequest(body: JsonObject): boolean;
  /** Fills prompt, tools, parameters and model of the record. */
  readRequest(body: JsonObject, record: RequestRecord): void;
  isResponse(body: JsonObject): boolean;
  /** Fills answer, tokens, id and model of the record. */
  readResponse(body: JsonObject, record: RequestRecord): void;
  /** Folds the events of a streamed response into one response body. Undefined when they are of another dialect. */
  fold(events: readonly JsonObject[]): JsonObject | undefined;
  /** Names of which each event of a stream has one: an object with none of them is not asked about. */
  pieceNames?: readonly string[];
  /** What an event says of its stream; undefined for anything else. */
  pieceOf?(event: JsonObject): StreamPiece | undefined;
}
