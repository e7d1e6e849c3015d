import { sha53 } from '../../math/hash.ts';
import { parseJson } from '../../reader/bytes/framing/json-parse.ts';
import { readLines } from '../../reader/bytes/access/line-reader.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { isObject, listOf } from '../../reader/records/fields/json.ts';
import type { LineExample, SourceCounts } from '../../reader/records/reading/line-counts.ts';
import type { InputSummary } from './file-summary.ts';

/** Files that are explained; the advice is the same for the rest. */
const FILES = 20;
/** Longest line that is read back for its fields, in bytes. */
const MAX_LINE_BYTES = 1 << 20;
/** Fields that are told. */
const FIELDS = 12;

/** The fields of lines, a list for each that can be read. */
export type ReadFields = (source: Source, number: number, lines: readonly LineExample[]) => Promise<string[][]>;

/**
 * Adds to each file without any request, but with records that no format reads, a sentence on what was seen and what to
 * do about it. No text of the file is in it: it is in every report, and nobody knows what is in a file that cannot be read.
 */
export async function explainUnread(
  inputs: InputSummary,
  sources: readonly Source[],
  counts: readonly SourceCounts[],
  readFields: ReadFields = fieldsAt,
): Promise<void> {
  const files = new Map(inputs.files.map((file) => [file.path, file]));
  let left = FILES;
  for (const [number, source] of sources.entries()) {
    const { requests, reasons } = counts[number]!;
    const file = files.get(source.path);
    if (requests > 0 || file === undefined || left <= 0) continue;
    const examples = rejectedExamples(reasons);
    if (examples.length === 0) continue;
    const seenFields = (await readFields(source, number, examples)).flat();
    const fields = [...new Set(seenFields)].slice(0, FIELDS).filter((name) => NAME.test(name));
    left--;
    const seen = fields.length > 0 ? `Fields seen: ${fields.join(', ')}. ` : '';
    const sentence = `${seen}Inspect the file for a mapping: "prompt-audit inspect" on the command line, "Inspect Log Format" in the editor.`;
    file.note = file.note === undefined ? sentence : `${file.note} ${sentence}`;
  }
}

/** Names as programs give them. Others may be data: accounts, keys, texts. */
const NAME = /^[A-Za-z_][A-Za-z_.$-]{0,30}$/;

/**
 * As many fields of a line as may be told, for later. Names that are not told stand as hashes: they count, and may be data.
 * Of lines before it one less may be known than are told.
 */
export function keptFields(names: readonly string[]): string[] {
  const kept = [...new Set(names)].slice(0, 2 * FIELDS);
  return kept.map((name) => (NAME.test(name) ? name : `#${sha53(name)}`));
}

export function rejectedExamples(reasons: SourceCounts['reasons']): LineExample[] {
  return reasons.filter(({ outcome }) => outcome === 'rejected').flatMap(({ examples }) => examples);
}

/** Fields of the records in lines of a log. */
export async function fieldsAt(source: Source, _number: number, lines: readonly LineExample[]): Promise<string[][]> {
  const short = lines.filter(({ length }) => length <= MAX_LINE_BYTES);
  const texts = await readLines(source, short).catch(() => []);
  return texts.map((line) => {
    const value = parseJson(line, 0, line.length)?.value;
    const records = [value, ...listOf(value)].filter(isObject).slice(0, 3);
    return records.flatMap((record) => Object.keys(record));
  });
}
