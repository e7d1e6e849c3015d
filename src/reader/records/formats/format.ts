import type { WrittenFacts } from './format-facts.ts';
import type { JsonObject } from '../fields/json.ts';
import type { RecordSink } from '../fields/record-sink.ts';

/** How to recognise the records of one format and how to read them. */
export interface RecordFormat {
  /** Short name, shown in reports and kept in `RequestRecord.format`. */
  name: string;
  /** True when the value is a record of this format. Tells by keys that no other format has, never by their order. */
  matches(value: JsonObject): boolean;
  read(value: JsonObject, sink: RecordSink): void;
  /**
   * Its records have the fields of a request's body in their own. All other formats give way to the body: where one is logged by
   * itself its client has written all of it, and no field of a client chooses what a line is.
   */
  isBody?: true;
  /** Makes requests of values that were kept with `piece`, in the order of the files and of the bytes in them. */
  join?(pieces: readonly JsonObject[], sink: RecordSink): void;
  /**
   * Of a format whose pieces are halves of calls: whether one is a request. `join` is then told whether there are requests of
   * this format in any of the logs, because without them each answer is a call of its own.
   */
  asks?(piece: JsonObject): boolean;
}

/** A log format of the program. Each is in its own file; forms that share a name share their facts. */
export interface Format extends RecordFormat {
  /** What it is called and what it gives. */
  facts: WrittenFacts;
}
