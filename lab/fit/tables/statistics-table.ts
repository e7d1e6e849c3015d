/**
 * Statistics of labelled candidates as one gzipped file of JSON lines: numbers, names of suites and of personas, and no text. The first line says
 * what it is; every other is a log. Names of accounts and what only a report needs are left out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Side } from '../../../src/engine/campaigns/detectors/detector.ts';
import type { Dump, DumpedAccount, DumpedCandidate, DumpedLog, DumpedMeasurement } from '../logs/dumped.ts';
import { ROOT } from '../logs/source-hash.ts';

export const TABLE = join(ROOT, 'lab', 'fit', 'tables', 'statistics.jsonl.gz');

/** When and with what code the statistics were measured. */
export interface Measured {
  date: string;
  /** Hash of the code that measures them. */
  statistics: string;
  /** Suites to fit on; the others are there to judge. */
  suites: string[];
}

const COLUMNS = ['class', 'persona', 'campaign', 'harvest', 'requests', 'score', 'verdict'] as const;

type PackedAccounts = Record<(typeof COLUMNS)[number], unknown[]>;

type PackedCandidate = Omit<DumpedCandidate, 'measured'> & {
  measured: Record<string, number>;
  silent?: Record<string, Side>;
};

interface PackedLog {
  log: Omit<DumpedLog, 'accounts' | 'seconds'>;
  accounts: PackedAccounts;
  candidates: PackedCandidate[];
}

export function packTable(measured: Measured, dumps: readonly Dump[]): Uint8Array {
  const lines = [measured, ...dumps.map(packed)].map((line) => `${JSON.stringify(line)}\n`);
  return gzipSync(lines.join(''), { level: 9 });
}

export function readTable(file: string): { measured: Measured; dumps: Dump[] } {
  const [first, ...logs] = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  return {
    measured: JSON.parse(first!) as Measured,
    dumps: logs.map((line) => unpacked(JSON.parse(line) as PackedLog)),
  };
}

function packed({ log: { accounts, seconds: _, ...log }, candidates }: Dump): PackedLog {
  return {
    log,
    accounts: Object.fromEntries(
      COLUMNS.map((name) => [name, accounts.map((account) => account[name])]),
    ) as PackedAccounts,
    candidates: candidates.map(({ measured, traits, ...candidate }) => ({
      ...candidate,
      // Members are told from strangers in campaigns alone.
      traits: candidate.label === 'campaign' ? traits : [],
      ...packedStatistics(measured),
    })),
  };
}

function packedStatistics(all: DumpedCandidate['measured']): Pick<PackedCandidate, 'measured' | 'silent'> {
  const silent = Object.entries(all).flatMap(([id, one]) => (one.silent ? [[id, one.silent] as const] : []));
  return {
    measured: Object.fromEntries(
      Object.entries(all).map(([id, { statistic }]) => [id, Number(statistic.toPrecision(DIGITS))]),
    ),
    ...(silent.length > 0 && { silent: Object.fromEntries(silent) }),
  };
}

/** Digits of a statistic, as many as a weight's knots have. */
const DIGITS = 6;

function unpacked({ log, accounts, candidates }: PackedLog): Dump {
  return {
    log: { ...log, seconds: 0, accounts: accounts.class.map((_, at) => accountOf(accounts, at)) },
    candidates: candidates.map(({ measured, silent = {}, ...candidate }) => ({
      ...candidate,
      measured: Object.fromEntries(
        Object.entries(measured).map(([id, statistic]): [string, DumpedMeasurement] => {
          const side = silent[id];
          return [id, { statistic, n: 0, weight: 0, text: '', ...(side && { silent: side }) }];
        }),
      ),
    })),
  };
}

const accountOf = (columns: PackedAccounts, at: number): DumpedAccount => ({
  ...(Object.fromEntries(COLUMNS.map((name) => [name, columns[name][at]])) as Omit<DumpedAccount, 'id'>),
  id: String(at),
});
