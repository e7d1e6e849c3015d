import { canonicalLine } from '../records/formats/general/canonical.ts';
import type { RequestRecord } from '../records/fields/request.ts';
import { type Converted, type ReadingOptions, readRequests } from './read-requests.ts';

export type { Converted, UnreadEntry } from './read-requests.ts';

export interface ConvertOptions extends ReadingOptions {
  /** Changes a request before it is written, for example to leave out its text. */
  change?: (record: RequestRecord) => RequestRecord;
}

/**
 * Reads logs one after another and hands on each request as a line of canonical JSON: see `readRequests`.
 * @param write takes a line without its break
 * @throws what `write` or `onUnread` throw
 */
export async function convertLogs(
  paths: readonly string[],
  write: (line: string) => void,
  { change = (record) => record, ...options }: ConvertOptions = {},
): Promise<Converted> {
  return readRequests(paths, (record, { file, line }) => write(canonicalLine(change(record), file, line)), options);
}
