import type { FormatFacts } from './format-facts.ts';
import type { JsonObject } from '../fields/json.ts';
import type { RecordSink } from '../fields/record-sink.ts';

/** One log format: how to know a record of it and how to read one. Each stands in its own file. */
export interface Format {
  /** Short name, shown in reports and kept in `RequestRecord.format`. */
  name: string;
  /** True when the value is a record of this format. Tells by keys that no other format has, never by their order. */
  matches(value: JsonObject): boolean;
  read(value: JsonObject, sink: RecordSink): void;
  /** Makes requests of values that were kept with `piece`, in the order of the files and of the bytes in them. */
  join?(pieces: readonly JsonObject[], sink: RecordSink): void;
  /** What it is called and what it gives. The older formats have theirs in `format-table.ts`. */
  facts?: FormatFacts;
}
