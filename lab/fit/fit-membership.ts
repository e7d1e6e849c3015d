/**
 * Fits what tells whether an account belongs to a candidate, on the candidates that are campaigns:
 * `npm run --prefix lab fit:membership -- SUITE[:a|:b]...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --out FILE      (default: the file that the core reads)
 *   --ridge N       (default: 10. Larger ones judge generators left out a little better and lose members at home)
 *   --check LIST    suites that it is not fitted on, by commas: how well it does there
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { logOdds } from '../../src/math/log-odds.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import type { Case } from './cases.ts';
import type { Direction } from '../../src/engine/campaigns/detectors/detector.ts';
import type { Dump } from './logs/dumped.ts';
import { type Weights, weightOf } from '../../src/math/curves.ts';
import { fitJudge } from './fitted-judge.ts';
import { ROOT, sourceHash } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';
import { readWeights, writeWeights } from './weights-file.ts';

const FILE = join(ROOT, 'src', 'engine', 'campaigns', 'candidates', 'membership-weights.json');
const TRAITS: ReadonlyMap<string, Direction> = new Map([
  ['purity', 'for'],
  ['mix', 'for'],
  ['requests', 'for'],
  ['depth', 'for'],
]);
/** Accounts from which on more of one candidate do not count for more. */
const FROM_ONE_CANDIDATE = 40;
/** How much worse it is to take a stranger for a member than to miss a member. */
const WRONG = 3;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      out: { type: 'string', default: FILE },
      ridge: { type: 'string', default: '10' },
      check: { type: 'string' },
    },
  });
  const dumps = dumpsOf(values.dumps, positionals);
  const cases = dumps.flatMap(membersOf);
  const before = readWeights(FILE);
  const ridge = Number(values.ridge);
  const fitted = [...fitJudge(cases, TRAITS, ridge).against.values()][0]!;
  const members = cases.filter(({ positive }) => positive).length;
  console.log(`${members} members and ${cases.length - members} strangers in ${dumps.length} logs.\n`);
  for (const [trait, curve] of fitted.curves)
    console.log(`${trait}: ${curve.map(([x, weight]) => `${x.toFixed(2)}: ${weight.toFixed(2)}`).join(', ')}`);
  const suites = [
    ...positionals.map((name) => [name, 'fitted'] as const),
    ...(values.check?.split(',') ?? []).map((name) => [name, 'unseen'] as const),
  ];
  const rows = suites.flatMap(([name, kind]) => {
    const own = dumpsOf(values.dumps, [name]).flatMap(membersOf);
    return [
      [name, kind, 'before', ...figures(own, (one) => sumOf(before, one.statistics))],
      [name, kind, 'now', ...figures(own, (one) => sumOf(fitted, one.statistics))],
    ];
  });
  console.log(`\n${table(['suite', '', 'weights', 'members at .9', 'strangers at .9', 'of them'], rows)}`);
  writeWeights(values.out, fitted, {
    suites: positionals,
    logs: dumps.length,
    campaigns: members,
    innocent: cases.length - members,
    ridge,
    statistics: sourceHash(['src/engine/campaigns/candidates']),
    date: new Date().toISOString().slice(0, 10),
  });
}

/** Accounts that use templates of a campaign's candidate, and whether they are of that campaign. */
function membersOf({ log, candidates }: Dump): Case[] {
  return candidates.flatMap(({ label, campaign, accounts, near, traits }) => {
    if (label !== 'campaign') return [];
    // What one client sends through a relay has no traits.
    if (Object.keys(traits[0]!).length === 0) return [];
    const users = [...accounts, ...near.map(([account]) => account)];
    return users.flatMap((number, i): Case[] => {
      const account = log.accounts[number]!;
      const positive = account.class === 'distillation' && account.harvest > 0;
      // What another campaign's accounts do in this one is neither.
      if (positive && account.campaign !== campaign) return [];
      return [
        {
          log: `${log.suite}/${log.name}`,
          generator: log.generator,
          side: log.side,
          positive,
          // Strangers are all of one kind.
          explanation: positive ? null : 'ordinary',
          count: (positive ? 1 : WRONG) * Math.min(1, FROM_ONE_CANDIDATE / users.length),
          statistics: new Map(Object.entries(traits[i]!)),
        },
      ];
    });
  });
}

function figures(cases: readonly Case[], odds: (one: Case) => number): string[] {
  const sure = cases.filter((one) => odds(one) >= logOdds(0.9));
  const of = (list: readonly Case[], kind: boolean): number => list.filter(({ positive }) => positive === kind).length;
  return [`${of(sure, true)} of ${of(cases, true)}`, `${of(sure, false)}`, `${of(cases, false)}`];
}

const sumOf = (weights: Weights, statistics: ReadonlyMap<string, number>): number =>
  [...statistics].reduce((sum, [id, value]) => sum + weightOf(weights, id, value), weights.prior);

main();
