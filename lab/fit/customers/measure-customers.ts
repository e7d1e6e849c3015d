/**
 * Says who of dumped logs is named a harvest by one customer: `npm run --prefix lab fit:customers -- SUITE...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JUDGE } from '../../../src/engine/campaigns/judging/judge.ts';
import { probability } from '../../../src/text/numbers.ts';
import { share, table } from '../../../src/report/benchmark/markdown.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { coordinatedCleared, customerCases, type CustomerCase } from './customer-cases.ts';

const EDGES = [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.9, 0.99, 1];
const KINDS = ['ordinary', 'permitted', 'campaign'] as const;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') } },
  });
  const dumps = dumpsOf(values.dumps, positionals);
  const cases = customerCases(dumps, JUDGE);
  const own = (kind: CustomerCase['kind']): CustomerCase[] => cases.filter((one) => one.kind === kind);
  const personas = (kind: CustomerCase['kind']): [string, CustomerCase[]][] =>
    [...grouped(own(kind), ({ who }) => who)].sort((a, b) => b[1].length - a[1].length);
  const rows = (['permitted', 'ordinary'] as const).flatMap((kind) => [
    [`_${kind}_`, ...cells(own(kind))],
    ...personas(kind).map(([who, list]) => [who, ...cells(list)]),
  ]);
  rows.push(['_campaigns, as if one customer’s_', ...cells(own('campaign'))]);
  console.log(`${table(['accounts of', 'candidates', 'named', 'median score', 'highest'], rows)}\n`);
  // Campaigns: named if any of its candidates is.
  const campaigns = [...grouped(own('campaign'), ({ log, who }) => `${log} ${who}`).values()];
  const named = campaigns.filter((list) => list.some(({ isNamed }) => isNamed)).length;
  console.log(`Campaigns with a candidate that is named: ${share(named, campaigns.length)}.\n`);
  const bins = EDGES.slice(1).map((high, i) => [
    `${EDGES[i]!} to ${high}`,
    ...KINDS.map((kind) => String(own(kind).filter(({ harvest }) => harvest >= EDGES[i]! && harvest < high).length)),
  ]);
  console.log(`${table(['score', ...KINDS], bins)}\n`);
  const { campaign, innocent } = coordinatedCleared(dumps, JUDGE);
  console.log(
    `Of no known customer, cleared, acting as one and asking for no harvest: ${campaign} candidates of campaigns, ${innocent} innocent.`,
  );
}

function grouped(list: readonly CustomerCase[], keyOf: (one: CustomerCase) => string): Map<string, CustomerCase[]> {
  const groups = new Map<string, CustomerCase[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function cells(list: readonly CustomerCase[]): string[] {
  const scores = list.map(({ harvest }) => harvest).sort((a, b) => a - b);
  const at = (part: number): string =>
    scores.length === 0 ? '-' : probability(scores[Math.floor(part * (scores.length - 1))]!);
  return [String(list.length), String(list.filter(({ isNamed }) => isNamed).length), at(0.5), at(1)];
}

main();
