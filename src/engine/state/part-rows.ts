/** Parts of a scan as rows of the tables of a state, and back. */
import * as v from 'valibot';
import { Count } from '../../schema/shapes.ts';
import { emptyCounts, type SourceCounts } from '../../reader/records/reading/line-counts.ts';
import type { Piece } from '../../reader/records/reading/joins.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import type { DocumentName } from '../../reader/records/facts/facts.ts';
import type { ScanPart } from '../ingest/jobs/read-job.ts';
import { type FactKind, type FactValue, KINDS, TEXT_KINDS } from '../table/fact-entries.ts';
import { FactTable } from '../table/fact-table.ts';
import { DICTIONARIES } from '../table/request-row.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { Block, RowOf } from './block.ts';
import type { OpenStates } from './open-states.ts';
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
    open: keyOf(rows.open[row]!),
    whole: keyOf(rows.whole[row]!),
    tools: rows.tools[row]!,
    toolCount: rows.toolCount[row]!,
    parameters: rows.parameters[row]!,
    contextIn: rows.contextIn[row]!,
    contextOut: rows.contextOut[row]!,
    answer: rows.answer[row]!,
    answerShape: rows.answerShape[row]!,
    answerSize: rows.answerSize[row]!,
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

type FactRow = RowOf<typeof TABLES.facts>;

/** The facts of a request, one row each. */
export function factRows({ facts, rows }: RequestTable, row: number, source: string): FactRow[] {
  const place = { source, offset: rows.offset[row]!, part: rows.part[row]! };
  return facts.entriesOf(row).map(([kind, value], at) => ({
    ...place,
    at,
    kind,
    number: typeof value === 'number' ? value : 0,
    text: typeof value === 'object' ? documentText(value) : typeof value === 'string' ? value : '',
  }));
}

/** Hexadecimal digits of the hash of a document. */
const DIGITS = 14;

const documentText = ({ key, title }: DocumentName): string => `${key.toString(16).padStart(DIGITS, '0')}${title}`;

/** 0 is one that is not kept. */
const documentOf = (text: string): DocumentName | 0 =>
  text === '' ? 0 : { key: Number.parseInt(text.slice(0, DIGITS), 16), title: text.slice(DIGITS) };

const KNOWN: ReadonlySet<string> = new Set(KINDS);

interface Place {
  source: string;
  offset: number;
  part: number;
}

/** The facts of states in the order of their requests, which ask for them one after another. */
export class StateFacts {
  private readonly facts = new FactTable();
  /** Of the requests that have facts, by their row there. */
  private readonly places: Place[] = [];
  private next = 0;

  static async read(states: OpenStates): Promise<StateFacts> {
    const found = new StateFacts();
    let row: Place | undefined;
    let entries: [FactKind, FactValue][] = [];
    const end = (): void => {
      if (row === undefined) return;
      found.facts.addEntries(found.places.length, entries);
      found.places.push(row);
      entries = [];
    };
    await states.each('facts', ({ columns }, at) => {
      const [source, offset, part, kind] = [
        columns.source[at]!,
        columns.offset[at]!,
        columns.part[at]!,
        columns.kind[at]!,
      ];
      if (row?.source !== source || row.offset !== offset || row.part !== part) {
        end();
        row = { source, offset, part };
      }
      if (!isKind(kind))
        throw new InputError(`The states are damaged: no fact is of the kind ${JSON.stringify(kind)}.`);
      const text = columns.text[at]!;
      if (kind === 'document') entries.push([kind, documentOf(text)]);
      else entries.push([kind, TEXT_KINDS.has(kind) ? text : columns.number[at]!]);
    });
    end();
    return found;
  }

  /** Gives the facts of a request, if it has some, to the row of a table that it became. */
  give({ columns }: Block<typeof TABLES.requests>, at: number, table: RequestTable, row: number): void {
    const { places } = this;
    if (this.next === places.length) return;
    const place = { source: columns.source[at]!, offset: columns.offset[at]!, part: columns.part[at]! };
    while (this.next < places.length && isBefore(places[this.next]!, place)) this.next++;
    const found = places[this.next];
    if (found === undefined || isBefore(place, found)) return;
    table.facts.take(this.facts, this.next++, row);
  }
}

function isKind(kind: string): kind is FactKind {
  return KNOWN.has(kind);
}

function isBefore(a: Place, b: Place): boolean {
  if (a.source !== b.source) return a.source < b.source;
  return a.offset !== b.offset ? a.offset < b.offset : a.part < b.part;
}
