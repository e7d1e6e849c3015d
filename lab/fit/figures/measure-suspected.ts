/**
 * Says how often suspected groups are campaigns, and in what order groups are best looked at: `npm run fit:suspected -- SUITE...`.
 * Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 * A group is right where it is a campaign, and counts as wrong where it is mixed; groups of permitted use are neither.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { campaignVerdicts } from '../../../src/report/shape/verdict.ts';
import { share, table } from '../../bench/markdown.ts';
import { asReported, type JudgedLog, THRESHOLD } from '../accused.ts';
import { BUSY, isAttacker } from '../log-figures.ts';
import type { DumpedCandidate } from '../logs/dumped.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';

/** Scores from which groups would be suspected: the first is where they are. */
const FROM = [0.1, 0.2, 0.3];
const FIRST = 5;
/** By how many logarithms of their accounts groups go before others, beside their log odds. */
const SIZES = [0, 0.5, 1, 1.5];

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') } },
  });
  const suites = positionals.map((name) => ({ name, logs: dumpsOf(values.dumps, [name]).map(asReported) }));
  const rows = suites.flatMap(({ name, logs }) => FROM.map((from) => [name, String(from), ...tierCells(logs, from)]));
  const columns = ['suite', 'from', 'suspected', 'campaigns', 'mixed', 'innocent', 'of campaigns among these'];
  const more = [
    'called',
    'innocent among these',
    'attackers called',
    'or suspected',
    'logs without attack with a list',
  ];
  console.log(`${table([...columns, ...more], rows)}\n`);
  const orders = suites.map(({ name, logs }) => [name, ...SIZES.map((size) => heldByFirst(logs, size))]);
  console.log(table(['attackers in the first five groups', ...SIZES.map((size) => `+ ${size} ln accounts`)], orders));
}

function tierCells(logs: readonly JudgedLog[], from: number): string[] {
  const lists = logs.map((judged) => {
    const [called, suspected] = ['distillation', 'suspected'].map((wanted) => groupsCalled(judged, wanted, from));
    return { judged, called: called!, suspected: suspected! };
  });
  const of = (key: 'called' | 'suspected', label: string): number =>
    lists.reduce((sum, list) => sum + list[key].filter((group) => group.label === label).length, 0);
  const listed = lists.reduce((sum, { suspected }) => sum + suspected.length, 0);
  const [right, mixed, wrong] = ['campaign', 'mixed', 'innocent'].map((label) => of('suspected', label)) as [
    number,
    number,
    number,
  ];
  const clean = lists.filter(({ judged }) => attackersOf(judged).size === 0);
  const all = logs.reduce((sum, judged) => sum + attackersOf(judged).size, 0);
  const held = (keys: readonly ('called' | 'suspected')[]): string =>
    share(
      lists.reduce(
        (sum, list) =>
          sum +
          holding(
            list.judged,
            keys.flatMap((key) => list[key]),
          ),
        0,
      ),
      all,
    );
  return [
    ...[listed, right, mixed, wrong].map(String),
    share(right, right + mixed + wrong),
    String(lists.reduce((sum, { called }) => sum + called.length, 0)),
    String(of('called', 'innocent')),
    held(['called']),
    held(['called', 'suspected']),
    `${clean.filter(({ suspected }) => suspected.length > 0).length} of ${clean.length}`,
  ];
}

/** One customer's accounts are not known here as such: where they are, they are not suspected. */
function groupsCalled({ candidates, logOdds }: JudgedLog, wanted: string, from: number): DumpedCandidate[] {
  const scores = logOdds.map(probabilityOf);
  const verdicts = campaignVerdicts(
    scores.map((score) => ({ score })),
    THRESHOLD,
  );
  return candidates.filter((_, at) => verdicts[at] === wanted && scores[at]! >= from);
}

/** Numbers of the attackers who send enough to be found. */
const attackersOf = ({ log }: JudgedLog): Set<number> =>
  new Set([...log.accounts.keys()].filter((at) => isAttacker(log.accounts[at]!) && log.accounts[at]!.harvest >= BUSY));

/** Attackers who are sure members of these groups. */
function holding(judged: JudgedLog, groups: readonly DumpedCandidate[]): number {
  const attackers = attackersOf(judged);
  const members = groups.flatMap(({ accounts, membership }) =>
    accounts.filter((_, i) => probabilityOf(membership[i]!) >= THRESHOLD),
  );
  return new Set(members.filter((account) => attackers.has(account))).size;
}

/** The mean over logs with an attack: of a log with a large attack no more can be looked at. */
function heldByFirst(logs: readonly JudgedLog[], size: number): string {
  const attacked = logs.filter((judged) => attackersOf(judged).size > 0);
  const shares = attacked.map((judged) => {
    const { candidates, logOdds } = judged;
    const rank = (at: number): number => logOdds[at]! + size * Math.log(candidates[at]!.accounts.length);
    const first = [...candidates.keys()].sort((a, b) => rank(b) - rank(a)).slice(0, FIRST);
    return (
      holding(
        judged,
        first.map((at) => candidates[at]!),
      ) / attackersOf(judged).size
    );
  });
  return shares.length === 0
    ? '-'
    : `${((100 * shares.reduce((sum, one) => sum + one, 0)) / shares.length).toFixed(1)}%`;
}

main();
