import { readEntries } from '../../reader/bytes/framing/read-entries.ts';
import { readLines } from '../../reader/bytes/access/line-reader.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import { listSources } from '../../reader/bytes/sources/source-list.ts';
import { reasonOf } from '../../reader/bytes/files/system-error.ts';
import { profileFormats } from '../../reader/mapping/mapping-format.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { proposeMapping, topFields } from '../../reader/mapping/propose-mapping.ts';
import { formatTitle } from '../../reader/records/formats/format-table.ts';
import type { SourceCounts } from '../../reader/records/reading/line-counts.ts';
import { fieldCoverage } from './coverage.ts';
import { gapsIn, recordsIn } from './gaps.ts';
import { detectorNeeds } from './detector-needs.ts';
import { techniqueNeeds } from './technique-needs.ts';
import { exampleOf, proposalDoubts } from './proposal-doubts.ts';
import { InspectingReader, INSPECTED_REQUESTS } from './inspecting-reader.ts';
import type { Inspection, InspectedReason, RefusedFile, AccountHint } from './inspection.ts';
import { withoutText } from './without-text.ts';
import { areLone } from '../../engine/accounts/lone-accounts.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';

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
    for (const source of sources.slice(0, FILES)) inspections.push((await inspectSource(source, options)).inspection);
    const refused = refusals.map(({ path: file, error }) => ({ file, error }));
    return { inspections, refused, leftOut: Math.max(0, sources.length - FILES) };
  } finally {
    await release();
  }
}

/** What was seen, and all requests that were looked at. */
interface Seen {
  inspection: Inspection;
  requests: InspectingReader['records'];
}

async function inspectSource(source: Source, options: InspectOptions): Promise<Seen> {
  const { show = DEFAULT_SHOWN, text = true, mappings = [], propose = true } = options;
  const reader = new InspectingReader(source, profileFormats(mappings), options.accountBy);
  const seen = { enough: false };
  let error = source.fault;
  const control = {
    onBytes: () => undefined,
    stopped: (textBytes: number) =>
      (seen.enough ||= reader.requests >= INSPECTED_REQUESTS || textBytes >= BYTES || reader.lines >= LINES),
  };
  try {
    await readEntries(source, reader, control);
  } catch (thrown) {
    error = `The file could not be read to its end: ${reasonOf(thrown)}.`;
  }
  const counts = reader.finish();
  const { records } = reader;
  const name = mappingName(source.path);
  const { profile, guesses, questions, records: sampled } = proposeMapping(propose ? reader.unknown : [], name);
  const { lines, records: read, rejected, skipped, requests } = counts;
  const shown = records.slice(0, show);
  const isLone = haveLoneAccounts(records);
  const covered = reader.origins.explain(fieldCoverage(records));
  const inspection: Inspection = {
    file: source.path,
    bytes: source.size,
    container: { container: source.container, compression: source.compression, encoding: source.encoding },
    complete: !seen.enough && error === undefined,
    counts: { lines, records: read, rejected, skipped, requests },
    formats: Object.entries(counts.formats)
      .sort((a, b) => b[1] - a[1])
      .map(([format, number]) => ({ name: format, title: formatTitle(format), requests: number })),
    fields: covered,
    records: text ? shown : shown.map((record) => ({ ...withoutText(record), line: record.line })),
    detectors: records.length > 0 ? detectorNeeds(records) : [],
    techniques: records.length > 0 ? techniqueNeeds(records) : [],
    reasons: await reasonsWithText(source, counts, text),
    ...(profile !== undefined && {
      proposal: {
        profile,
        guesses: text ? guesses : guesses.map((guess) => ({ ...guess, examples: [] })),
        records: sampled,
        requests: 0,
        doubts: [],
        examples: [],
      },
    }),
    // The first row of what is taken for a table may be anything.
    fieldsSeen: text ? topFields(reader.unknown) : [],
    ...(isLone && { loneAccounts: true as const }),
    accountHints: accountHints(isLone ? reader.first : reader.nameless),
    gaps: [...questions, ...gapsIn(records, covered, reader.first)],
    ...(error !== undefined && { error }),
  };
  const shownAll = { inspection, requests: records };
  return profile === undefined ? shownAll : withProposal(shownAll, profile, source, options);
}

/** Reads the log again with the mapping that is proposed, to show what it would give. */
async function withProposal(
  { inspection, requests: others }: Seen,
  profile: MappingProfile,
  source: Source,
  options: InspectOptions,
): Promise<Seen> {
  const mappings = [...(options.mappings ?? []), profile];
  const again = await inspectSource(source, { ...options, mappings, propose: false });
  const { counts, fields, records, detectors, techniques } = again.inspection;
  const requests = counts.requests - inspection.counts.requests;
  const mapped = again.requests.filter(({ format }) => format === `mapping:${profile.name}`);
  const shown: Inspection = {
    ...inspection,
    ...(inspection.proposal && {
      proposal: {
        ...inspection.proposal,
        requests,
        doubts: proposalDoubts(mapped, inspection.proposal.guesses),
        examples: mapped.slice(0, DEFAULT_SHOWN).map((record) => exampleOf(record, options.text !== false)),
      },
    }),
  };
  if (inspection.counts.requests > 0) return { inspection: shown, requests: others };
  return { inspection: { ...shown, fields, records, detectors, techniques }, requests: again.requests };
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

/** Whether nearly every request has an account of its own: see `areLone`. */
function haveLoneAccounts(records: readonly RequestRecord[]): boolean {
  const names = records.flatMap(({ account }) =>
    account === undefined || account.kind === 'file' || account.kind === 'address' ? [] : [account.value],
  );
  const requests = new Map<string, number>();
  for (const name of names) requests.set(name, (requests.get(name) ?? 0) + 1);
  return areLone(names.length, [...requests.values()].filter((number) => number === 1).length);
}

/** Fields that may name an account, by the same guesses that mappings are made of. */
function accountHints(values: readonly unknown[]): AccountHint[] {
  if (values.length === 0) return [];
  return proposeMapping(recordsIn(values), 'log')
    .guesses.filter(({ field }) => field === 'key' || field === 'user' || field === 'endUser' || field === 'project')
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ path, why }) => ({ path, why }));
}
