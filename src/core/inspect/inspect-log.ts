import { accountHints, haveLoneAccounts } from './account-hints.ts';
import { readEntries } from '../bytes/framing/read-entries.ts';
import type { EntryRange } from '../bytes/framing/entry.ts';
import { readLines } from '../bytes/access/line-reader.ts';
import type { Source } from '../bytes/files/source.ts';
import { listSources } from '../bytes/sources/source-list.ts';
import { reasonOf } from '../bytes/files/system-error.ts';
import { profileFormats } from '../mapping/mapping-format.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import { proposeMapping, SAMPLE_RECORDS, topFields } from '../mapping/propose-mapping.ts';
import { formatTitle } from '../records/formats/format-table.ts';
import { isObject, type JsonObject } from '../records/fields/json.ts';
import { joinPieces } from '../records/reading/joins.ts';
import type { SourceCounts } from '../records/reading/line-counts.ts';
import type { RecordLocation } from '../records/fields/record-location.ts';
import type { ProfileFormats } from '../records/formats/profile-formats.ts';
import { RecordReader } from '../records/reading/record-reader.ts';
import type { RequestRecord } from '../records/fields/request.ts';
import { tableRow } from '../records/fields/table-row.ts';
import { unwrap } from '../records/formats/unwrap.ts';
import { fieldCoverage } from './coverage.ts';
import { detectorNeeds } from './detector-needs.ts';
import { FieldOrigins } from './field-origins.ts';
import type { Inspection, InspectedReason, RefusedFile } from './inspection.ts';
import { withoutText } from './without-text.ts';

export interface InspectOptions {
  /** Number of requests to show; default 3. */
  show?: number;
  /** False leaves out everything that people or models wrote. */
  text?: boolean;
  mappings?: readonly MappingProfile[];
  /** Field that names the account: see `accountFrom`. */
  accountBy?: string;
  /** False proposes no mapping for what cannot be read. */
  propose?: boolean;
}

/** Requests that are looked at. */
const REQUESTS = 2000;
/** Bytes of text after which a log with few requests is left. */
const BYTES = 64 << 20;
/** Lines after which it is left too: a small packed file may hold many millions of them. */
const LINES = 200_000;
/** Logs of a folder or an archive that are looked at. */
const FILES = 20;
const DEFAULT_SHOWN = 3;

/**
 * Looks at the beginning of logs: files, folders, archives, or `-`. Never throws for what is wrong with a file.
 * @throws when standard input cannot be copied to a temporary file
 */
export async function inspectLogs(
  paths: readonly string[],
  options: InspectOptions = {},
): Promise<{ inspections: Inspection[]; refused: RefusedFile[]; leftOut: number }> {
  const { sources, refusals, release } = await listSources(paths);
  try {
    const inspections: Inspection[] = [];
    for (const source of sources.slice(0, FILES)) inspections.push(await inspectSource(source, options));
    const refused = refusals.map(({ path: file, error }) => ({ file, error }));
    return { inspections, refused, leftOut: Math.max(0, sources.length - FILES) };
  } finally {
    await release();
  }
}

async function inspectSource(source: Source, options: InspectOptions): Promise<Inspection> {
  const { show = DEFAULT_SHOWN, text = true, mappings = [], propose = true } = options;
  const reader = new InspectingReader(source, profileFormats(mappings), options.accountBy);
  const seen = { enough: false };
  let error = source.fault;
  const control = {
    onBytes: () => undefined,
    stopped: (textBytes: number) =>
      (seen.enough ||= reader.requests >= REQUESTS || textBytes >= BYTES || reader.lines >= LINES),
  };
  try {
    await readEntries(source, reader, control);
  } catch (thrown) {
    error = `The file could not be read to its end: ${reasonOf(thrown)}.`;
  }
  const counts = reader.finish();
  const { records } = reader;
  const name = mappingName(source.path);
  const { profile, guesses, records: sampled } = proposeMapping(propose ? reader.unknown : [], name);
  const { lines, records: read, rejected, skipped, requests } = counts;
  const shown = records.slice(0, show);
  const isLone = haveLoneAccounts(records);
  const inspection: Inspection = {
    file: source.path,
    bytes: source.size,
    container: { container: source.container, compression: source.compression, encoding: source.encoding },
    complete: !seen.enough && error === undefined,
    counts: { lines, records: read, rejected, skipped, requests },
    formats: Object.entries(counts.formats)
      .sort((a, b) => b[1] - a[1])
      .map(([format, number]) => ({ name: format, title: formatTitle(format), requests: number })),
    fields: reader.origins.explain(fieldCoverage(records)),
    records: text ? shown : shown.map((record) => ({ ...withoutText(record), line: record.line })),
    detectors: records.length > 0 ? detectorNeeds(records) : [],
    reasons: await reasonsWithText(source, counts, text),
    ...(profile !== undefined && {
      proposal: {
        profile,
        guesses: text ? guesses : guesses.map((guess) => ({ ...guess, examples: [] })),
        records: sampled,
        requests: 0,
      },
    }),
    // The first row of what is taken for a table may be anything.
    fieldsSeen: text ? topFields(reader.unknown) : [],
    ...(isLone && { loneAccounts: true as const }),
    accountHints: accountHints(isLone ? reader.first : reader.nameless),
    ...(error !== undefined && { error }),
  };
  return profile === undefined ? inspection : withProposal(inspection, profile, source, options);
}

/** Reads the log again with the mapping that is proposed, to show what it would give. */
async function withProposal(
  inspection: Inspection,
  profile: MappingProfile,
  source: Source,
  options: InspectOptions,
): Promise<Inspection> {
  const mappings = [...(options.mappings ?? []), profile];
  const { counts, fields, records, detectors } = await inspectSource(source, { ...options, mappings, propose: false });
  const requests = counts.requests - inspection.counts.requests;
  const shown: Inspection = {
    ...inspection,
    ...(inspection.proposal && { proposal: { ...inspection.proposal, requests } }),
  };
  return inspection.counts.requests > 0 ? shown : { ...shown, fields, records, detectors };
}

/** A reader that keeps the first requests, and the first values that no format reads. */
class InspectingReader extends RecordReader {
  readonly records: (RequestRecord & { line: number })[];
  readonly unknown: JsonObject[] = [];
  /** The first values with requests, and the first of those whose requests have no account but a weak one. */
  readonly first: unknown[] = [];
  readonly nameless: unknown[] = [];
  readonly origins = new FieldOrigins();
  private readonly file: string;
  private readonly accountBy: string | undefined;

  constructor({ path: file, state }: Source, profiles: ProfileFormats, accountBy: string | undefined) {
    const records: (RequestRecord & { line: number })[] = [];
    const keep = (record: RequestRecord, location: RecordLocation): void =>
      InspectingReader.keep(records, record, location);
    super(0, file, keep, profiles, accountBy, state?.modifiedMs);
    this.records = records;
    this.file = file;
    this.accountBy = accountBy;
  }

  override value(value: unknown, raw: boolean, range: EntryRange, prefix: string): void {
    this.watch(value, raw, () => super.value(value, raw, range, prefix));
  }

  override row(cells: JsonObject, range: EntryRange, table?: string): void {
    this.watch(tableRow(cells), false, () => super.row(cells, range, table));
  }

  /** Joins what is on several lines and gives the counts. */
  finish(): SourceCounts {
    const counts = this.counts();
    joinPieces(
      this.pieces,
      [this.file],
      (record, location) => InspectingReader.keep(this.records, record, location),
      () => counts,
      this.accountBy,
    );
    return counts;
  }

  private static keep(
    records: (RequestRecord & { line: number })[],
    record: RequestRecord,
    location: RecordLocation,
  ): void {
    if (records.length < REQUESTS) records.push({ ...record, line: location.line });
  }

  /** Values that a format reads and leaves out on purpose are known. */
  private keepUnknown(items: readonly unknown[]): void {
    for (const item of items) {
      if (this.unknown.length >= SAMPLE_RECORDS) return;
      if (isObject(item) && !unwrap(item, () => undefined)) this.unknown.push(item);
    }
  }

  private watch(value: unknown, raw: boolean, read: () => void): void {
    const [requests, pieces, kept] = [this.requests, this.pieces.length, this.records.length];
    read();
    if (this.requests > requests) {
      const found = this.records.slice(kept);
      this.origins.add(value, raw, found);
      if (this.first.length < SAMPLE_RECORDS) this.first.push(value);
      const isNameless = found.some(({ account }) => account?.kind === 'file' || account?.kind === 'address');
      if (isNameless && this.nameless.length < SAMPLE_RECORDS) this.nameless.push(value);
    } else if (this.pieces.length === pieces) this.keepUnknown(Array.isArray(value) ? value : [value]);
  }
}

/** A name for the mapping of a log: that of the file, without what changes from file to file. */
function mappingName(path: string): string {
  const file = path.split(/[\\/!]/).at(-1)!;
  const name = file
    .replace(/\.(?:gz|gzip|zst|zstd|zip|\d+)$/i, '')
    .replace(/\.[a-z]{2,7}$/i, '')
    .replace(/\d{2,}/g, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return name === '' ? 'log' : name;
}

/** Longest beginning of a line that is shown, in bytes. */
const EXCERPT = 160;
const EXAMPLES = 3;

async function reasonsWithText(source: Source, counts: SourceCounts, text: boolean): Promise<InspectedReason[]> {
  const reasons = [...counts.reasons].sort((a, b) => b.count - a.count);
  return Promise.all(
    reasons.map(async ({ outcome, reason, count, examples: all }) => {
      const examples = all.slice(0, EXAMPLES);
      const refs = examples.map(({ offset, length }) => ({ offset, length: Math.min(length, EXCERPT) }));
      const lines = text ? await readLines(source, refs).catch(() => []) : [];
      return {
        outcome,
        reason,
        count,
        examples: examples.map(({ line }, i) => {
          const excerpt = lines[i]?.toString('utf8').trim() ?? '';
          return excerpt === '' ? { line } : { line, text: excerpt };
        }),
      };
    }),
  );
}
