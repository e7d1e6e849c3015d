import type { ByteReader, PartReader } from '../../records/reading/byte-reader.ts';
import type { Place } from '../../records/fields/place.ts';
import type { Picking } from './quick-way.ts';
import { openLine } from './quick-ways.ts';

/** Passes over requests of a line that nobody wants, where that can be done without reading them. */
export class QuickPick implements ByteReader {
  format = '';

  constructor(private readonly picking: Picking) {}

  read(bytes: Buffer, start: number, end: number, place: Place, parts: PartReader): number {
    const found = openLine(bytes, start, end, place);
    if (found?.way.pick === undefined) return -1;
    this.format = found.way.format;
    return found.way.pick(found.line, parts, this.picking);
  }
}
