import type { ByteReader, PartReader } from '../../../reader/records/reading/byte-reader.ts';
import type { RecordLocation } from '../../../reader/records/fields/record-location.ts';
import type { RequestFilter } from './fast-path.ts';
import { loadLine } from './fast-paths.ts';

/** Passes over requests of a line that nobody wants, where that can be done without reading them. */
export class RequestSkipper implements ByteReader {
  format = '';

  constructor(private readonly filter: RequestFilter) {}

  read(bytes: Buffer, start: number, end: number, location: RecordLocation, parts: PartReader): number {
    const found = loadLine(bytes, start, end, location, (path) => path.skipUnwanted !== undefined);
    if (found?.path.skipUnwanted === undefined) return -1;
    this.format = found.path.format;
    return found.path.skipUnwanted(found.line, parts, this.filter);
  }
}
