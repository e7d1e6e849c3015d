/**
 * Fits how likely two groups are one operator's to labelled logs: `npm run --prefix lab fit:joins -- FOLDER...`. Each folder is a family, which the figures
 * leave out in turn. Writes src/engine/campaigns/judging/one-operator.json. `--cache FOLDER` holds logs that were read.
 *
 * Logistic regression with a small ridge. No weight may be negative: two groups that are further apart are never likelier one operator's. Pairs of one
 * operator count as much together as all others do, and each log by the square root of its pairs of either kind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AccountDirectory, parseDirectory } from '../../../src/engine/accounts/account-directory.ts';
import { accountProfiles } from '../../../src/engine/accounts/account-profiles.ts';
import { IN_COMMON } from '../../../src/engine/campaigns/judging/cases.ts';
import { conductOf, DISTANCES } from '../../../src/engine/campaigns/judging/conduct.ts';
import type { Judgement } from '../../../src/engine/campaigns/judging/judge.ts';
import { detect } from '../../../src/engine/pipeline/detect.ts';
import { type LabelledLog, labelledLogs, type LogTruth, readTruth } from '../logs/labelled-log.ts';
import { cachedLog } from '../logs/log-cache.ts';
import { ROOT } from '../logs/source-hash.ts';

/** Groups of a log that are compared, the most suspicious, and the share of its accounts that makes a group one campaign's or innocent. */
const [GROUPS, PURE] = [150, 0.7];
const [STEPS, RATE, RIDGE] = [400, 2, 0.002];
const NAMES = Object.keys(DISTANCES);
const FILE = join(ROOT, 'src', 'engine', 'campaigns', 'judging', 'one-operator.json');

interface Pair {
  log: string;
  family: string;
  isOne: boolean;
  distances: readonly number[];
}

async function pairsOf(log: LabelledLog, cache: string): Promise<Pair[]> {
  const { table, views, readTexts, save } = await cachedLog(log, cache);
  const directory: AccountDirectory =
    log.directory === undefined ? new Map() : parseDirectory(readFileSync(log.directory, 'utf8'), log.directory);
  const { judgements } = await detect(table, { directory, views, readTexts, onPhase: () => undefined });
  save();
  const truth = readTruth(log);
  const context = { table, profiles: accountProfiles(table, directory) };
  const groups = judgements
    .flatMap((one) => one.joined?.parts ?? [one])
    .filter(({ candidate, customer }) => candidate.kind !== 'technique' && customer === undefined)
    .sort((a, b) => b.logOdds - a.logOdds)
    .slice(0, GROUPS)
    .flatMap((judgement) => {
      const operator = operatorOf(judgement, truth, (account) => table.names.account.values[account]!);
      const { candidate } = judgement;
      return operator === undefined
        ? []
        : [{ operator, accounts: new Set(candidate.accounts), conduct: conductOf(candidate, context) }];
    });
  return groups.flatMap((a, at) =>
    groups.slice(0, at).flatMap((b): Pair[] => {
      const both = [...a.accounts].filter((account) => b.accounts.has(account)).length;
      if (both > IN_COMMON * Math.min(a.accounts.size, b.accounts.size)) return [];
      const distances = NAMES.map((name) => DISTANCES[name]!(a.conduct, b.conduct));
      return [{ log: log.name, family: log.suite, isOne: a.operator !== '' && a.operator === b.operator, distances }];
    }),
  );
}

/** The campaign that most accounts of a group are of, empty where most are innocent; undefined where it is neither. */
function operatorOf(
  { candidate }: Judgement,
  truth: LogTruth,
  nameOf: (account: number) => string,
): string | undefined {
  const counts = new Map<string, number>();
  for (const account of candidate.accounts) {
    const known = truth.accounts.get(nameOf(account));
    const operator = known?.class === 'distillation' ? known.campaign : '';
    counts.set(operator, (counts.get(operator) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count >= PURE * candidate.accounts.length)?.[0];
}

interface Fit {
  prior: number;
  weights: Record<string, { weight: number; usual: number }>;
}

function fitted(pairs: readonly Pair[]): Fit {
  const columns = NAMES.map((_, at) =>
    pairs.map(({ distances }) => distances[at]!).filter((one) => !Number.isNaN(one)),
  );
  const usual = columns.map((own) => own.reduce((sum, one) => sum + one, 0) / own.length);
  const spread = columns.map(
    (own, at) => Math.sqrt(own.reduce((sum, one) => sum + (one - usual[at]!) ** 2, 0) / own.length) || 1,
  );
  const rows = pairs.map(({ distances }) =>
    distances.map((one, at) => (Number.isNaN(one) ? 0 : (usual[at]! - one) / spread[at]!)),
  );
  const counts = countsOf(pairs);
  const weights = NAMES.map(() => 0);
  let prior = 0;
  for (let step = 0; step < STEPS; step++) {
    const slopes = weights.map((weight) => RIDGE * weight);
    let slope = 0;
    rows.forEach((row, at) => {
      const odds = row.reduce((sum, one, k) => sum + one * weights[k]!, prior);
      const error = counts[at]! * (1 / (1 + Math.exp(-odds)) - Number(pairs[at]!.isOne));
      slope += error;
      row.forEach((one, k) => (slopes[k]! += error * one));
    });
    prior -= RATE * slope;
    slopes.forEach((one, k) => (weights[k] = Math.max(0, weights[k]! - RATE * one)));
  }
  return {
    prior: rounded(prior),
    weights: Object.fromEntries(
      NAMES.map((name, at) => [name, { weight: rounded(weights[at]! / spread[at]!), usual: rounded(usual[at]!) }]),
    ),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** What each pair counts; one in all. */
function countsOf(pairs: readonly Pair[]): number[] {
  const sizes = new Map<string, number>();
  const keyOf = ({ family, log, isOne }: Pair): string => `${family} ${log} ${isOne}`;
  for (const pair of pairs) sizes.set(keyOf(pair), (sizes.get(keyOf(pair)) ?? 0) + 1);
  const own = pairs.map((pair) => 1 / Math.sqrt(sizes.get(keyOf(pair))!));
  const total = (isOne: boolean): number =>
    own.reduce((sum, one, at) => sum + (pairs[at]!.isOne === isOne ? one : 0), 0);
  const [one, others] = [total(true), total(false)];
  return own.map((count, at) => count / 2 / (pairs[at]!.isOne ? one : others));
}

/** How often a pair of one operator is likelier that than another pair. */
function areaOf(pairs: readonly Pair[], { prior, weights }: Fit): number {
  const oddsOf = ({ distances }: Pair): number =>
    NAMES.reduce((sum, name, at) => {
      const { weight, usual } = weights[name]!;
      return Number.isNaN(distances[at]!) ? sum : sum - weight * (distances[at]! - usual);
    }, prior);
  const [one, others] = [true, false].map((is) => pairs.filter(({ isOne }) => isOne === is).map(oddsOf)) as [
    number[],
    number[],
  ];
  const wins = one.reduce((sum, a) => sum + others.reduce((own, b) => own + Number(a > b) + Number(a === b) / 2, 0), 0);
  return wins / (one.length * others.length);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cache: { type: 'string', default: join(ROOT, '.cache', 'fit', 'logs') } },
  });
  const pairs: Pair[] = [];
  for (const log of positionals.flatMap((folder) => labelledLogs(folder)))
    pairs.push(...(await pairsOf(log, values.cache)));
  for (const family of new Set(pairs.map((pair) => pair.family))) {
    const own = pairs.filter((pair) => pair.family === family);
    const others = fitted(pairs.filter((pair) => pair.family !== family));
    const ones = own.filter(({ isOne }) => isOne).length;
    console.log(
      `${family}: ${ones} of ${own.length} pairs are one operator's, area under the curve without it ${areaOf(own, others).toFixed(3)}`,
    );
  }
  writeFileSync(FILE, `${JSON.stringify(fitted(pairs), null, 2)}\n`);
}

void main();
