import type { Omission, Refusal, Source } from '../../reader/bytes/files/source.ts';
import { mergeReasons, type ReasonCount, type SourceCounts } from '../../reader/records/reading/line-counts.ts';
import type { FileSummary, InputSummary, LineReason } from './file-summary.ts';

/** Sums what was read of each file and in all. Files are in the order of their paths. */
export function summariseInputs(
  sources: readonly Source[],
  refusals: readonly Refusal[],
  omissions: readonly Omission[],
  counts: readonly SourceCounts[],
  errors: ReadonlyMap<number, string>,
  notes: ReadonlyMap<number, string>,
): InputSummary {
  const files = [
    ...sources.map((source, number) => summariseFile(source, counts[number]!, errors.get(number), notes.get(number))),
    ...withNotes(refusals.map(refusedFile), omissions),
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const total = { bytes: 0, lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0 };
  for (const file of files) {
    for (const name of ['bytes', 'lines', 'records', 'rejected', 'skipped', 'requests'] as const)
      total[name] += file[name];
  }
  const reasons = counts.reduce<ReasonCount[]>((sum, { reasons: more }) => mergeReasons(sum, more), []);
  return { ...total, files, reasons: reasons.sort(byCount).map((reason) => withPaths(reason, sources)) };
}

function summariseFile(
  source: Source,
  counts: SourceCounts,
  error: string | undefined,
  note: string | undefined,
): FileSummary {
  const { lines, records, rejected, skipped, requests } = counts;
  const formats = Object.fromEntries(Object.entries(counts.formats).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { path, size: bytes } = source;
  const compression = source.container === 'file' ? source.compression : source.container;
  const file: FileSummary = { path, bytes, compression, formats, lines, records, rejected, skipped, requests };
  if (source.encoding !== 'utf8') file.note = 'UTF-16 text, read as UTF-8: byte offsets are those of the UTF-8 text.';
  if (source.isSheet === true)
    file.note = 'A sheet, read as CSV: line 7 is the seventh row, unless cells above have line breaks.';
  if (source.container === 'parquet') file.note = 'A table, read as JSON Lines: line 7 is the seventh row.';
  if (counts.apart !== undefined)
    file.note = `${counts.apart} partial calls were read as separate requests, because the file has more of them than can be kept until their other parts arrive.`;
  if (note !== undefined) file.note = file.note === undefined ? note : `${note} ${file.note}`;
  if (error !== undefined) file.error = error;
  return file;
}

/** What was left out of a folder or an archive is with the folder or the archive itself. */
function withNotes(refused: readonly FileSummary[], omissions: readonly Omission[]): FileSummary[] {
  const notes = new Map(omissions.map(({ path, note }) => [path, note]));
  const files = refused.map((file) => {
    const note = notes.get(file.path);
    notes.delete(file.path);
    return note === undefined ? file : { ...file, note };
  });
  return [...files, ...[...notes].map(([path, note]) => ({ ...emptyFile(path, 0), note }))];
}

function refusedFile({ path, size, error }: Refusal): FileSummary {
  return { ...emptyFile(path, size), error };
}

function emptyFile(path: string, bytes: number): FileSummary {
  const none = { lines: 0, records: 0, rejected: 0, skipped: 0, requests: 0 };
  return { path, bytes, compression: 'none', formats: {}, ...none };
}

function byCount(a: ReasonCount, b: ReasonCount): number {
  const [keyA, keyB] = [a.outcome + a.reason, b.outcome + b.reason];
  return b.count - a.count || (keyA < keyB ? -1 : keyA > keyB ? 1 : 0);
}

function withPaths({ outcome, reason, count, examples }: ReasonCount, sources: readonly Source[]): LineReason {
  return {
    outcome,
    reason,
    count,
    examples: examples.map(({ source, line, offset, length }) => ({
      file: sources[source]!.path,
      line,
      offset,
      length,
    })),
  };
}
