import { detectSource, isRefusal } from '../../../src/core/bytes/detect.ts';
import { readEntries } from '../../../src/core/bytes/entries.ts';
import { joinPieces } from '../../../src/core/records/joins.ts';
import { countRequest, type SourceCounts } from '../../../src/core/records/line-counts.ts';
import type { Place } from '../../../src/core/records/place.ts';
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
  const keep = (record: RequestRecord, { line }: Place): void => {
    requests.push({ line, ...structuredClone(record) });
  };
  const reader = new RecordReader(0, name, keep);
  await readEntries(source, reader, { onBytes: () => undefined, stopped: () => false });
  const counts = reader.counts();
  joinPieces(reader.pieces, [name], keep, (_source, format) => countRequest(counts, format));
  return { requests, counts };
}
