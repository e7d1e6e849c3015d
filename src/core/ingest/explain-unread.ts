import { parseJson } from '../bytes/framing/json-parse.ts';
import { readLines } from '../bytes/access/line-reader.ts';
import type { Source } from '../bytes/files/source.ts';
import { topFields } from '../mapping/propose-mapping.ts';
import { isObject, type JsonObject, listOf } from '../records/fields/json.ts';
import type { SourceCounts } from '../records/reading/line-counts.ts';
import type { InputSummary } from './file-summary.ts';

/** Files that are explained; the advice is the same for the rest. */
const FILES = 20;
/** Longest line that is read back for its fields, in bytes. */
const MAX_LINE_BYTES = 1 << 20;

/**
 * Adds to each file without any request, but with records that no format reads, a sentence on what was seen and what to
 * do about it. No text of the file is in it: it stands in every report, and nobody knows what is in a file that cannot be read.
 */
export async function explainUnread(
  inputs: InputSummary,
  sources: readonly Source[],
  counts: readonly SourceCounts[],
): Promise<void> {
  let left = FILES;
  for (const [number, source] of sources.entries()) {
    const { requests, reasons } = counts[number]!;
    const file = inputs.files.find(({ path }) => path === source.path);
    if (requests > 0 || file === undefined || left <= 0) continue;
    const examples = reasons.filter(({ outcome }) => outcome === 'rejected').flatMap((reason) => reason.examples);
    if (examples.length === 0) continue;
    const records = await recordsAt(
      source,
      examples.filter(({ length }) => length <= MAX_LINE_BYTES),
    );
    const fields = topFields(records).filter((name) => NAME.test(name));
    left--;
    const seen = fields.length > 0 ? `Fields seen: ${fields.join(', ')}. ` : '';
    const sentence = `${seen}Inspect the file for a mapping: "prompt-audit inspect" on the command line, "Inspect Log Format" in the editor.`;
    file.note = file.note === undefined ? sentence : `${file.note} ${sentence}`;
  }
}

/** Names as programs give them. Others may be data: accounts, keys, texts. */
const NAME = /^[A-Za-z_][A-Za-z_.$-]{0,30}$/;

async function recordsAt(source: Source, refs: readonly { offset: number; length: number }[]): Promise<JsonObject[]> {
  const lines = await readLines(source, refs).catch(() => []);
  return lines.flatMap((line) => {
    const value = parseJson(line, 0, line.length)?.value;
    return [value, ...listOf(value)].filter(isObject).slice(0, 3);
  });
}
