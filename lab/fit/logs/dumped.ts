/**
 * What is kept of a judged log for fitting and evaluation: one file a log, its first line the log, every other line a
 * candidate. Accounts are numbers in the log's list.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../../../src/engine/campaigns/detectors/detector.ts';
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';
import type { Generator } from './labelled-log.ts';

export interface DumpedLog {
  suite: string;
  name: string;
  generator: Generator;
  side: 'a' | 'b' | '';
  requests: number;
  accounts: DumpedAccount[];
  /** Kind of pipeline by campaign. */
  kinds: Record<string, string>;
  /** Seconds it took to judge. */
  seconds: number;
}

export interface DumpedAccount {
  id: string;
  class: AccountClass;
  persona: string;
  campaign: string;
  harvest: number;
  requests: number;
  /** What the report says of it. */
  score: number;
  verdict: string;
}

/**
 * `campaign`: at least half of the requests harvest and at least half of the accounts take part. `innocent`: less than a
 * fifth of both. `mixed` lies between, `authorised` is mostly permitted use: neither right nor wrong.
 */
export type Label = 'campaign' | 'innocent' | 'mixed' | 'authorised';

export interface DumpedCandidate {
  label: Label;
  /** How it was formed. */
  kind: string;
  /** Candidates of the log about the same requests: only the most suspicious of them is reported. */
  same: number[];
  /** The true campaign that most of its attackers belong to, empty for innocent ones. */
  campaign: string;
  /** How many accounts of each persona it holds, most frequent first. */
  personas: [persona: string, accounts: number][];
  accounts: number[];
  /** Log odds of membership, by account. */
  membership: number[];
  near: [account: number, logOdds: number][];
  /** What membership was told by, of the accounts and then of the near ones. */
  traits: Record<string, number>[];
  templates: number;
  requests: number;
  harvest: number;
  /** Log odds as the program weighs today. */
  logOdds: number;
  measured: Record<string, DumpedMeasurement>;
}

export interface DumpedMeasurement {
  statistic: number;
  n: number;
  /** What the program makes of it today. */
  weight: number;
  text: string;
  /** Where it must weigh nothing. */
  silent?: Side;
}

export const statisticsOf = ({ measured }: DumpedCandidate): ReadonlyMap<string, number> =>
  new Map(Object.entries(measured).map(([id, { statistic }]) => [id, statistic]));

/** On which side statistics must weigh nothing. */
export const silentOf = ({ measured }: DumpedCandidate): ReadonlyMap<string, Side> =>
  new Map(Object.entries(measured).flatMap(([id, { silent }]) => (silent ? [[id, silent]] : [])));

export interface Dump {
  log: DumpedLog;
  candidates: DumpedCandidate[];
}

export const dumpText = ({ log, candidates }: Dump): string =>
  [log, ...candidates].map((line) => `${JSON.stringify(line)}\n`).join('');

/** The dumps of suites below a folder, by suite and name. */
export function readDumps(folder: string, suites: readonly string[]): Dump[] {
  return suites.flatMap((suite) =>
    readdirSync(join(folder, suite))
      .filter((file) => file.endsWith('.jsonl'))
      .sort()
      .map((file) => {
        const [log, ...candidates] = readFileSync(join(folder, suite, file), 'utf8')
          .trimEnd()
          .split('\n');
        return {
          log: JSON.parse(log!) as DumpedLog,
          candidates: candidates.map((line) => JSON.parse(line) as DumpedCandidate),
        };
      }),
  );
}
