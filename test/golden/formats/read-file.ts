import { readEntries } from '../../../src/reader/bytes/framing/read-entries.ts';
import { listSources } from '../../../src/reader/bytes/sources/source-list.ts';
import { joinPieces, type Piece } from '../../../src/reader/records/reading/joins.ts';
import { emptyCounts, mergeCounts, type SourceCounts } from '../../../src/reader/records/reading/line-counts.ts';
import type { RecordLocation } from '../../../src/reader/records/fields/record-location.ts';
import { RecordReader } from '../../../src/reader/records/reading/record-reader.ts';
import type { RequestRecord } from '../../../src/reader/records/fields/request.ts';

export interface ReadFile {
  /** Each request with the line it starts on. */
  requests: (RequestRecord & { line: number })[];
  counts: SourceCounts;
  /** Why files are not read. */
  refusals: string[];
}

/** Stands for the time at which any file was written, so that dates without a year read the same wherever it was copied. */
const WRITTEN = Date.UTC(2026, 2, 15);

/**
 * Reads a log or an archive of logs whole, as a scan does, and keeps its requests.
 * @param name stands for the file in records; members of an archive have theirs after it
 */
export async function readFile(file: string, name: string): Promise<ReadFile> {
  const { sources, refusals, release } = await listSources([file]);
  const requests: ReadFile['requests'] = [];
  const keep = (record: RequestRecord, { line }: RecordLocation): void => {
    requests.push({ line, ...structuredClone(record) });
  };
  const counts = emptyCounts(0);
  const pieces: Piece[] = [];
  const names = sources.map((source) => name + source.path.slice(file.length));
  for (const [number, source] of sources.entries()) {
    const reader = new RecordReader(number, names[number]!, keep, undefined, undefined, WRITTEN);
    await readEntries(source, reader, { onBytes: () => undefined, stopped: () => false });
    mergeCounts(counts, reader.counts());
    pieces.push(...reader.pieces);
  }
  await release();
  joinPieces(pieces, names, keep, () => counts);
  return { requests, counts, refusals: refusals.map(({ error }) => error) };
}
