import * as v from 'valibot';
import { Compression, type LineRef } from '../../report/shape/report.ts';
import { Count } from '../../schema/shapes.ts';
import { firstRowFrom, type Results } from './results.ts';

/**
 * A line-aligned part of a log, in bytes of the uncompressed text. `end` and `lastLine` are null when the slice runs to
 * the end of a file whose number of lines is not known.
 */
export const LogSlice = v.object({
  file: v.string(),
  compression: Compression,
  offset: Count,
  end: v.nullable(Count),
  line: Count,
  lastLine: v.nullable(Count),
});
export type LogSlice = v.InferOutput<typeof LogSlice>;

/** Bytes of the largest document that VS Code does not keep from extensions. */
export const LARGEST_TEXT = 50 * 1024 * 1024;

/** A slice is about this long: an editor opens 2 MB at once, even of a remote window. */
export const SLICE_BYTES = 2 * 1024 * 1024;

interface Boundary {
  offset: number;
  line: number;
}

/**
 * Cuts the logs of one scan into slices of about 2 MB that begin at a request. The cut is fixed, so two lines near each
 * other open the same document. The request index knows where each request's line begins; nothing is read.
 */
export class SlicePlan {
  private readonly boundaries = new Map<string, Boundary[]>();

  constructor(private readonly results: Results) {}

  /** The slice that holds a line. */
  at(line: LineRef): LogSlice {
    const summary = this.results.report.inputs.files.find((file) => file.path === line.file);
    const boundaries = this.of(line.file);
    const offsets = boundaries.map((boundary) => boundary.offset);
    const next = firstRowFrom(offsets, line.offset + 1, 0, offsets.length);
    let start: Boundary = boundaries[next - 1] ?? { offset: 0, line: 1 };
    // A long stretch without a request, or a request after a very long line: begin at the line itself.
    if (line.offset - start.offset > 2 * SLICE_BYTES) start = { offset: line.offset, line: line.line };
    const after = boundaries[next];
    return {
      file: line.file,
      compression: summary?.compression ?? 'none',
      offset: start.offset,
      line: start.line,
      end: after?.offset ?? null,
      lastLine: after ? after.line - 1 : (summary?.lines ?? null),
    };
  }

  private of(file: string): Boundary[] {
    const known = this.boundaries.get(file);
    if (known) return known;
    const boundaries: Boundary[] = [{ offset: 0, line: 1 }];
    const number = this.results.index.files.indexOf(file);
    if (number >= 0) {
      const { from, to } = this.results.rowsOfFile(number);
      const { offset, line } = this.results.index;
      let next = SLICE_BYTES;
      for (let row = from; row < to; row++) {
        const at = offset[row] ?? 0;
        if (at < next) continue;
        boundaries.push({ offset: at, line: line[row] ?? 1 });
        next = (Math.floor(at / SLICE_BYTES) + 1) * SLICE_BYTES;
      }
    }
    this.boundaries.set(file, boundaries);
    return boundaries;
  }
}
