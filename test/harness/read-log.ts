import { readTextEntries } from '../../src/reader/bytes/framing/read-entries.ts';
import type { RequestRecord } from '../../src/reader/records/fields/request.ts';
import { joinPieces } from '../../src/reader/records/reading/joins.ts';
import type { SourceCounts } from '../../src/reader/records/reading/line-counts.ts';
import { RecordReader } from '../../src/reader/records/reading/record-reader.ts';

/** The requests in the text of a log, in the order in which they are known, and what became of its lines. */
export function readLog(text: string | Buffer): { requests: RequestRecord[]; counts: SourceCounts } {
  const requests: RequestRecord[] = [];
  const keep = (record: RequestRecord): void => void requests.push(structuredClone(record));
  const reader = new RecordReader(0, 'log', keep);
  readTextEntries(Buffer.from(text), reader);
  const counts = reader.counts();
  joinPieces(reader.pieces, ['log'], keep, () => counts);
  return { requests, counts };
}
