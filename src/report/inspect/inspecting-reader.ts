import { repair } from '../../reader/bytes/framing/decode.ts';
import type { EntryRange } from '../../reader/bytes/framing/entry.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { SAMPLE_RECORDS } from '../../reader/mapping/propose-mapping.ts';
import { isObject, type JsonObject } from '../../reader/records/fields/json.ts';
import type { RecordLocation } from '../../reader/records/fields/record-location.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { tableRow } from '../../reader/records/fields/table-row.ts';
import type { ProfileFormats } from '../../reader/records/formats/profile-formats.ts';
import { unwrap } from '../../reader/records/formats/wrappers/unwrap.ts';
import { joinPieces } from '../../reader/records/reading/joins.ts';
import type { SourceCounts } from '../../reader/records/reading/line-counts.ts';
import { RecordReader } from '../../reader/records/reading/record-reader.ts';
import { FieldOrigins } from './field-origins.ts';

/** Requests that are looked at. */
export const INSPECTED_REQUESTS = 2000;

type Placed = RequestRecord & { line: number };

interface Entry {
  value: unknown;
  raw: boolean;
  line: number;
}

/** Names and texts that hold bytes of UTF-8 as letters, as they were written. */
const repaired = (value: JsonObject): JsonObject => JSON.parse(repair(JSON.stringify(value))) as JsonObject;

/** A reader that keeps the first requests, and the first values that no format reads. */
export class InspectingReader extends RecordReader {
  readonly records: Placed[];
  readonly unknown: JsonObject[] = [];
  /** The first values with requests, and the first of those whose requests have no account but a weak one. */
  readonly first: unknown[] = [];
  readonly nameless: unknown[] = [];
  readonly origins = new FieldOrigins();
  private readonly file: string;
  private held: Entry = { value: undefined, raw: false, line: 0 };
  /** Entries whose pieces wait for others, by their lines. */
  private readonly waiting = new Map<number, Entry>();

  constructor(
    { path: file, state }: Source,
    profiles: ProfileFormats,
    private readonly accountBy: string | undefined,
  ) {
    const records: Placed[] = [];
    const keep = (record: RequestRecord, location: RecordLocation): void =>
      InspectingReader.keep(records, record, location);
    super(0, file, keep, profiles, accountBy, state?.modifiedMs);
    this.records = records;
    this.file = file;
  }

  override value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void {
    this.watch(value, raw, range, () => super.value(value, raw, range, prefix));
  }

  override row(cells: JsonObject, range: EntryRange, table?: string): void {
    this.watch(tableRow(cells), false, range, () => super.row(cells, range, table));
  }

  override end(): void {
    const kept = this.records.length;
    super.end();
    this.note([this.held], this.records.slice(kept));
  }

  /** Joins what is on several lines and gives the counts. */
  finish(): SourceCounts {
    const counts = this.counts();
    const kept = this.records.length;
    joinPieces(
      this.pieces,
      [this.file],
      (record, location) => InspectingReader.keep(this.records, record, location),
      () => counts,
      this.accountBy,
    );
    this.noteJoined(this.records.slice(kept));
    return counts;
  }

  /** Which pieces made a request is not told: those of its group count that stand behind it and before the next request. */
  private noteJoined(records: readonly Placed[]): void {
    const lines = new Set(records.map(({ line }) => line));
    const isRequest = ({ line }: Entry): boolean => lines.has(line);
    const groups = new Map<string, Entry[][]>();
    for (const { format, key, location } of this.pieces) {
      const entry = this.waiting.get(location.line);
      if (entry === undefined) continue;
      const name = `${format}\0${key}`;
      const runs = groups.get(name) ?? [[]];
      groups.set(name, runs);
      const last = runs.at(-1)!;
      if (isRequest(entry) && last.some(isRequest)) runs.push([entry]);
      else if (last.at(-1) !== entry) last.push(entry);
    }
    for (const run of [...groups.values()].flat()) {
      const request = run.find(isRequest);
      if (request !== undefined) this.note([request, ...run.filter((entry) => entry !== request)], records);
    }
  }

  private static keep(records: Placed[], record: RequestRecord, location: RecordLocation): void {
    if (records.length < INSPECTED_REQUESTS) records.push({ ...record, line: location.line });
  }

  /** Values that a format reads and leaves out on purpose are known. */
  private keepUnknown(items: readonly unknown[], raw: boolean): void {
    for (const item of items) {
      if (this.unknown.length >= SAMPLE_RECORDS) return;
      if (isObject(item) && !unwrap(item, () => undefined)) this.unknown.push(raw ? repaired(item) : item);
    }
  }

  private watch(value: unknown, raw: boolean, { line }: EntryRange, read: () => void): void {
    const [requests, pieces, kept] = [this.requests, this.pieces.length, this.records.length];
    read();
    const found = this.records.slice(kept);
    const entry = { value, raw, line };
    // A request may be held until the next one is read.
    this.note([this.held], found);
    this.note([entry], found);
    if (this.pieces.length > pieces) for (const one of [this.held, entry]) this.waiting.set(one.line, one);
    if (this.kept.heldLine === line) this.held = entry;
    else if (this.requests === requests && this.pieces.length === pieces)
      this.keepUnknown(Array.isArray(value) ? value : [value], raw);
  }

  /** @param entries the one with the requests, and others that they were read from */
  private note(entries: readonly [Entry, ...Entry[]], records: readonly Placed[]): void {
    const [{ value, raw, line }] = entries;
    const found = records.filter((record) => record.line === line);
    if (found.length === 0) return;
    this.origins.add(
      entries.map((entry) => entry.value),
      raw,
      found,
    );
    if (this.first.length < SAMPLE_RECORDS) this.first.push(value);
    const isNameless = found.some(({ account }) => account?.kind === 'file' || account?.kind === 'address');
    if (isNameless && this.nameless.length < SAMPLE_RECORDS) this.nameless.push(value);
  }
}
