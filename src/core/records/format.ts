import type { JsonObject } from './json.ts';
import type { RequestRecord } from './request.ts';

/** Takes what a format makes of one JSON value: any number of requests, or a reason for none. */
export interface RecordSink {
  request(record: RequestRecord): void;
  /** The value holds no request by design. `reason` is one of a few fixed sentences. */
  skip(reason: string): void;
  /** The value should hold a request but cannot be read. `reason` is one of a few fixed sentences. */
  reject(reason: string): void;
}

/** One log format: how to know a record of it and how to read one. Each stands in its own file. */
export interface Format {
  /** Short name, shown in reports and kept in `RequestRecord.format`. */
  name: string;
  /** True when the value is a record of this format. Tells by keys that no other format has, never by their order. */
  matches(value: JsonObject): boolean;
  read(value: JsonObject, sink: RecordSink): void;
}

/** A record with nothing in it yet. */
export function newRecord(format: string): RequestRecord {
  return { format, system: '', messages: [], tools: [], parameters: {}, status: 'unknown', content: 'none' };
}
