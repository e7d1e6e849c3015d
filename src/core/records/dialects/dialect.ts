import type { JsonObject } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';

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
}
