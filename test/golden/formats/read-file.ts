import { detectSource, isRefusal } from '../../../src/core/bytes/detect.ts';
import { readEntries } from '../../../src/core/bytes/entries.ts';
import type { SourceCounts } from '../../../src/core/records/line-counts.ts';
import { RecordReader } from '../../../src/core/records/record-reader.ts';
import type { RequestRecord } from '../../../src/core/records/request.ts';

export interface ReadFile {
  /** Each request with the line it starts on. */
  requests: (RequestRecord & { line: number })[];
  counts: SourceCounts;
}

/** Reads a log whole, as a scan does, and keeps its requests. `name` is what stands for the file in records. */
export async function readFile(file: string, name: string): Promise<ReadFile> {
  const source = await detectSource(file);
  if (isRefusal(source)) throw new Error(source.error);
  const requests: ReadFile['requests'] = [];
  const reader = new RecordReader(0, name, (record, { line }) => requests.push({ line, ...structuredClone(record) }));
  await readEntries(source, reader, { onBytes: () => undefined, stopped: () => false });
  return { requests, counts: reader.counts() };
}
