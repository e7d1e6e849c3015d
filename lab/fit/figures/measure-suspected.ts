/**
 * Says how often suspected groups are campaigns, and in what order groups are best looked at: `npm run --prefix lab fit:suspected -- SUITE...`.
 * Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps), or a file of kept statistics
 *   --weights FILE, --relay-weights FILE  instead of those of the program
 * A group is right where it is a campaign, and counts as wrong where it is mixed; groups of permitted use are neither. The second table
 * chooses these odds without one kind of logs, suites of one name but for digits, and says what it gives there.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JUDGE } from '../../../src/engine/campaigns/judging/judge.ts';
import { withRelays } from '../../../src/engine/campaigns/judging/explanations.ts';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { share, table } from '../../../src/report/benchmark/markdown.ts';
import { asReported, type JudgedLog, THRESHOLD } from '../accused.ts';
import { BUSY, isAttacker } from '../log-figures.ts';
import type { DumpedCandidate, Label } from '../logs/dumped.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { readJudge, readRelayWeights } from '../weights-file.ts';
import { type List, listsOf, weighedBy } from './lists.ts';

/** Odds of their score, times the root of their accounts, from which groups would be suspected, and the share of them that should be campaigns. */
const [FROM, RIGHT] = [[1, 1.4, 2, 2.4, 3, 4, 6], 0.7];
/** Share of the logs without an attack that may list some. */
const CLEAN = 0.25;
const FIRST = 5;
/** By how many logarithms of their accounts groups go before others, beside their log odds. */
const SIZES = [0, 0.5, 1, 1.5];

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      weights: { type: 'string' },
      'relay-weights': { type: 'string' },
    },
  });
  const { weights, 'relay-weights': relays } = values;
  const judge = weights && relays ? withRelays(readJudge(weights), readRelayWeights(relays)) : JUDGE;
  const suites = positionals.map((name) => ({
    name,
    logs: dumpsOf(values.dumps, [name]).map((dump) => asReported(weighedBy(judge, dump))),
  }));
  const all = suites.flatMap(({ logs }) => logs);
  const columns = ['from', 'suspected', 'campaigns', 'mixed', 'innocent', 'of these campaigns'];
  const more = ['called', 'innocent of these', 'campaigns called', 'or suspected', 'attackers called', 'or suspected'];
  const last = 'logs without attack with a list';
  const rows = FROM.map((from) => [String(from), ...cells(listsOf(all, from, judge))]);
  console.log(`${table([...columns, ...more, last], rows)}\n`);
  const families = [...new Set(suites.map(({ name }) => familyOf(name)))];
  const held = families.map((family): { family: string; from?: number; lists: List[] } => {
    const [own, others] = [true, false].map((is) =>
      suites.filter(({ name }) => (familyOf(name) === family) === is).flatMap(({ logs }) => logs),
    ) as [JudgedLog[], JudgedLog[]];
    const from = FROM.find((one) => isRightOften(listsOf(others, one, judge)));
    return from === undefined ? { family, lists: [] } : { family, from, lists: listsOf(own, from, judge) };
  });
  console.log(
    table(
      ['kind of logs that was left out', ...columns, ...more, last],
      [
        ...held.map(({ family, from, lists }) => [family, String(from ?? '-'), ...cells(lists)]),
        ['all', '', ...cells(held.flatMap(({ lists }) => lists))],
      ],
    ),
  );
  const orders = suites.map(({ name, logs }) => [name, ...SIZES.map((size) => heldByFirst(logs, size))]);
  console.log(
    `\n${table(['attackers in the first five groups', ...SIZES.map((size) => `+ ${size} ln accounts`)], orders)}`,
  );
}

/** `world4` and `world4b` are of one kind, as are `town71` and `town72`. */
const familyOf = (suite: string): string => /^world\d|^[a-z]+/.exec(suite)?.[0] ?? suite;

const labelled = (lists: readonly List[], key: 'called' | 'suspected', label: Label): number =>
  lists.reduce((sum, list) => sum + list[key].filter((group) => group.label === label).length, 0);

const cleanOf = (lists: readonly List[]): List[] => lists.filter(({ judged }) => attackersOf(judged).size === 0);

function isRightOften(lists: readonly List[]): boolean {
  const [right = 0, ...wrong] = (['campaign', 'mixed', 'innocent'] as const).map((label) =>
    labelled(lists, 'suspected', label),
  );
  const clean = cleanOf(lists);
  return (
    right >= RIGHT * wrong.reduce((sum, n) => sum + n, right) &&
    clean.filter(({ suspected }) => suspected.length > 0).length <= CLEAN * clean.length
  );
}

function cells(lists: readonly List[]): string[] {
  const listed = lists.reduce((sum, { suspected }) => sum + suspected.length, 0);
  const [right = 0, mixed = 0, wrong = 0] = (['campaign', 'mixed', 'innocent'] as const).map((label) =>
    labelled(lists, 'suspected', label),
  );
  const clean = cleanOf(lists);
  const sum = (of: (list: List) => number): number => lists.reduce((all, list) => all + of(list), 0);
  const both = ({ called, suspected }: List): DumpedCandidate[] => [...called, ...suspected];
  const [attackers, campaigns] = [
    sum(({ judged }) => attackersOf(judged).size),
    sum(({ judged }) => campaignsOf(judged).size),
  ];
  return [
    ...[listed, right, mixed, wrong].map(String),
    share(right, right + mixed + wrong),
    String(sum(({ called }) => called.length)),
    String(labelled(lists, 'called', 'innocent')),
    share(
      sum((list) => reached(list.judged, list.called)),
      campaigns,
    ),
    share(
      sum((list) => reached(list.judged, both(list))),
      campaigns,
    ),
    share(
      sum((list) => holding(list.judged, list.called)),
      attackers,
    ),
    share(
      sum((list) => holding(list.judged, both(list))),
      attackers,
    ),
    `${clean.filter(({ suspected }) => suspected.length > 0).length} of ${clean.length}`,
  ];
}

/** Campaigns with accounts that send enough to be found. */
const campaignsOf = (judged: JudgedLog): Set<string> =>
  new Set([...attackersOf(judged)].map((at) => judged.log.accounts[at]!.campaign));

const reached = (judged: JudgedLog, groups: readonly DumpedCandidate[]): number =>
  new Set(groups.map(({ campaign }) => campaign).filter((campaign) => campaignsOf(judged).has(campaign))).size;

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
