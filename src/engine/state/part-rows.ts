/** Parts of a scan as rows of the tables of a state, and back. */
import * as v from 'valibot';
import { Count } from '../../schema/shapes.ts';
import { emptyCounts, type SourceCounts } from '../../reader/records/reading/line-counts.ts';
import type { Piece } from '../../reader/records/reading/joins.ts';
import type { ScanPart } from '../ingest/jobs/read-job.ts';
import { DICTIONARIES } from '../table/request-row.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { RowOf } from './block.ts';
import type { TABLES } from './tables.ts';

type PartRow = RowOf<typeof TABLES.parts>;
type RequestRow = RowOf<typeof TABLES.requests>;
type PieceRow = RowOf<typeof TABLES.pieces>;

/** End of a part that continues to the end of its log. */
export const TO_THE_END = -1;

/** Names of the fields in lines that could not be read, by their offsets. */
export type SeenFields = [offset: number, names: string[]][];

export function partRow(
  source: string,
  { start, end }: { start: number; end: number },
  { counts, lines, error = '' }: Pick<ScanPart, 'counts' | 'lines' | 'error'>,
  fields: SeenFields,
): PartRow {
  const reasons = counts.reasons.map(({ outcome, reason, count, examples }) => ({
    outcome,
    reason,
    count,
    examples: examples.map(({ line, offset, length }) => ({ line, offset, length })),
  }));
  return {
    source,
    start,
    end: end === Infinity ? TO_THE_END : end,
    lines,
    counted: counts.lines,
    records: counts.records,
    rejected: counts.rejected,
    skipped: counts.skipped,
    requests: counts.requests,
    apart: counts.apart ?? 0,
    formats: JSON.stringify(counts.formats),
    reasons: JSON.stringify(reasons),
    fields: JSON.stringify(fields),
    error,
  };
}

const Formats = v.record(v.string(), Count);
const Reasons = v.array(
  v.object({
    outcome: v.picklist(['rejected', 'skipped']),
    reason: v.string(),
    count: Count,
    examples: v.array(v.object({ line: Count, offset: Count, length: Count })),
  }),
);
const Fields = v.array(v.tuple([Count, v.array(v.string())]));

/** @throws when a column holds what was never written */
export function countsOf(row: PartRow, source: number): SourceCounts {
  const { counted: lines, records, rejected, skipped, requests, apart } = row;
  const reasons = v.parse(Reasons, JSON.parse(row.reasons));
  return {
    ...emptyCounts(source),
    ...{ lines, records, rejected, skipped, requests },
    formats: v.parse(Formats, JSON.parse(row.formats)),
    reasons: reasons.map((reason) => ({
      ...reason,
      examples: reason.examples.map((example) => ({ source, ...example })),
    })),
    ...(apart > 0 && { apart }),
  };
}

export function fieldsOf({ fields }: PartRow): SeenFields {
  return v.parse(Fields, JSON.parse(fields));
}

/** A request of a table. Texts are told by their hashes, names by themselves. */
export function requestRow({ rows, names, texts }: RequestTable, row: number, source: string): RequestRow {
  const [account, organisation, endUser, address, userAgent, model, format] = DICTIONARIES.map(
    (name) => names[name].values[rows[name][row]!]!,
  ) as [string, string, string, string, string, string, string];
  const keyOf = (text: number): number => (text === 0 ? 0 : texts.texts.key[text]!);
  return {
    source,
    offset: rows.offset[row]!,
    part: rows.part[row]!,
    line: rows.line[row]!,
    bytes: rows.bytes[row]!,
    time: rows.time[row]!,
    response: rows.response[row]!,
    ...{ account, organisation, endUser, address, userAgent, model, format },
    inputTokens: rows.inputTokens[row]!,
    outputTokens: rows.outputTokens[row]!,
    system: keyOf(rows.system[row]!),
    user: keyOf(rows.user[row]!),
    tools: rows.tools[row]!,
    toolCount: rows.toolCount[row]!,
    parameters: rows.parameters[row]!,
    contextIn: rows.contextIn[row]!,
    contextOut: rows.contextOut[row]!,
    answer: rows.answer[row]!,
    answerShape: rows.answerShape[row]!,
    turns: rows.turns[row]!,
    media: rows.media[row]!,
    flags: rows.flags[row]!,
  };
}

export function pieceRow({ format, key, value, raw, location, besides }: Piece, source: string): PieceRow {
  const { offset, line, length } = location;
  return {
    ...{ source, offset, line, length, format, key },
    value: JSON.stringify(value),
    raw: raw ? 1 : 0,
    besides: besides === true ? 1 : 0,
  };
}
