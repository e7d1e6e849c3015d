/**
 * Candidates that other threads measure. What detectors read of the log is copied once, for all of them; profiles are worked out by each
 * thread, and candidates are sent to the one that measures them.
 */
import { setImmediate } from 'node:timers/promises';
import { sharedColumns } from './shared-columns.ts';
import type { AccountDirectory } from '../../accounts/account-directory.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import type { Slice } from '../../accounts/slices.ts';
import { DICTIONARIES } from '../../table/request-row.ts';
import { type PackedTable, RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { candidateRows, requestsOf } from '../candidates/candidate-rows.ts';
import type { LogContext } from '../detectors/detector.ts';
import { measureAhead, type Measured, takeMeasured } from './judge.ts';

/** Requests that it takes as long to go through as to do all else for a candidate. */
const EACH = 200;
/** Fewer threads are busy with what templates say meanwhile. */
const FEWEST_THREADS = 2;
/** Requests for which one more thread is worth the time that it takes to compile all detectors. */
const EACH_THREAD = 150_000;
/** Of more requests copies would take too much memory. */
const MOST_REQUESTS = 1_000_000;

/** As plain data for `postMessage`. */
export interface MeasureJob {
  requests: PackedTable;
  directory: AccountDirectory;
  continuations: LogContext['continuations'];
  candidates: readonly PackedCandidate[];
}

/** What detectors read of a candidate. */
interface PackedCandidate extends Omit<Candidate, 'slices' | 'traits' | 'near' | 'whole'> {
  /** Of all slices, one after the other, and where those of each account end. */
  template: Uint32Array;
  requests: Uint32Array;
  ends: Uint32Array;
  rows: Uint32Array;
}

/** Candidates for another thread. */
interface Share {
  candidates: readonly Candidate[];
  job: MeasureJob;
}

/** Candidates that another thread measures, and what it finds; undefined where it loses them. */
export interface MeasuredAside {
  candidates: readonly Candidate[];
  measured: Promise<Measured[] | undefined>;
}

/** Jobs for so many threads at most; none where that does not pay. */
export function measureJobs(
  candidates: readonly Candidate[],
  { table, continuations }: LogContext,
  directory: AccountDirectory,
  most: number,
  eachThread = EACH_THREAD,
): Share[] {
  const threads = Math.min(most, Math.floor(table.length / eachThread));
  if (threads < FEWEST_THREADS || table.length > MOST_REQUESTS) return [];
  const { length, rows } = table;
  const texts = table.texts.pack();
  const requests = {
    length,
    rows: sharedColumns(rows, length),
    texts: {
      length: texts.length,
      texts: sharedColumns(texts.texts, texts.length),
      clauses: sharedColumns(texts.clauses, texts.clauses.hash.length),
    },
    names: Object.fromEntries(DICTIONARIES.map((name) => [name, table.names[name].values])) as PackedTable['names'],
  };
  return sharesOf(candidates, threads).map((own) => ({
    candidates: own,
    job: { requests, directory, continuations, candidates: own.map(pack) },
  }));
}

/**
 * What each thread measures. It reads what templates say before, which takes about as long as to measure all candidates does: so this thread
 * keeps more of them.
 */
function sharesOf(candidates: readonly Candidate[], threads: number): Candidate[][] {
  const costs = candidates.map((candidate) => ({ candidate, cost: EACH + requestsOf(candidate) }));
  const all = costs.reduce((sum, { cost }) => sum + cost, 0);
  const shares = Array.from({ length: threads + 1 }, (_, thread) => {
    return { load: thread === 0 ? 0 : all / threads, own: [] as Candidate[] };
  });
  for (const { candidate, cost } of costs.sort((a, b) => b.cost - a.cost)) {
    const least = shares.reduce((a, b) => (b.load < a.load ? b : a));
    least.load += cost;
    least.own.push(candidate);
  }
  return shares.slice(1).map(({ own }) => own);
}

function pack(candidate: Candidate): PackedCandidate {
  const { slices, traits: _, near: __, whole: ___, ...rest } = candidate;
  const all = slices.flat();
  let end = 0;
  return {
    ...rest,
    template: Uint32Array.from(all, ({ template }) => template),
    requests: Uint32Array.from(all, ({ rows }) => rows.length),
    ends: Uint32Array.from(slices, ({ length }) => (end += length)),
    // It may be a part of a column that is much longer.
    rows: candidateRows(candidate).slice(),
  };
}

function unpack({ template, requests, ends, rows, ...rest }: PackedCandidate): Candidate {
  let [at, from] = [0, 0];
  const slices = rest.accounts.map((account, member) => {
    const own: Slice[] = [];
    for (; at < ends[member]!; at++) {
      const slice = rows.subarray(from, (from += requests[at]!));
      own.push({ account, template: template[at]!, rows: slice });
    }
    return own;
  });
  return { ...rest, slices, traits: [], near: [] };
}

/** @param beat called before each candidate */
export function runMeasureJob(
  { requests, directory, continuations, candidates }: MeasureJob,
  beat: () => void,
): Measured[] {
  const table = RequestTable.unpack(requests);
  const context = { table, profiles: accountProfiles(table, directory), continuations };
  return candidates.map((candidate) => {
    beat();
    return measureAhead(unpack(candidate), context);
  });
}

/** Measures all candidates but those that others do, then takes what they found; what they lose is measured here. */
export async function measureAllAhead(
  candidates: readonly Candidate[],
  context: LogContext,
  aside: readonly MeasuredAside[] = [],
): Promise<void> {
  // Rows in a file are read for one candidate after the other, and what is measured of all at once would take their memory.
  if (context.table.isStored) return;
  const others = new Set(aside.flatMap((share) => share.candidates));
  for (const candidate of candidates) {
    if (others.has(candidate)) continue;
    measureAhead(candidate, context);
    // Threads that answer are given what is next.
    await setImmediate();
  }
  for (const { candidates: own, measured } of aside) {
    const found = await measured;
    own.forEach((candidate, at) => {
      if (found === undefined) measureAhead(candidate, context);
      else takeMeasured(candidate, found[at]!);
    });
  }
}
