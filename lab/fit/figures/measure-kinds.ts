/**
 * Says of each kind of innocents how its groups score: `npm run --prefix lab fit:kinds -- SUITE...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps), or a file of kept statistics
 * A group counts for the kind of most of its accounts. Kinds go by the score of their highest group, and those that are in no group come last.
 * The rule beside it is the one that forbids to call that group, whatever its score.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JUDGE } from '../../../src/engine/campaigns/judging/judge.ts';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { table } from '../../../src/report/benchmark/markdown.ts';
import { asReported } from '../accused.ts';
import { isAttacker } from '../log-figures.ts';
import type { DumpedCandidate } from '../logs/dumped.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { forbidden, listsOf } from './lists.ts';

/** From this score a group is suspected. */
const SUSPECTED = 0.4;
/** Evidence of the highest group that is named. */
const NAMED = 3;

interface Kind {
  logs: Set<string>;
  accounts: number;
  called: number;
  groups: { score: number; candidate: DumpedCandidate; isCalled: boolean; isSuspected: boolean }[];
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') } },
  });
  const kinds = new Map<string, Kind>();
  const of = (persona: string): Kind => {
    const known = kinds.get(persona) ?? { logs: new Set<string>(), accounts: 0, called: 0, groups: [] };
    kinds.set(persona, known);
    return known;
  };
  const lists = listsOf(dumpsOf(values.dumps, positionals).map(asReported), SUSPECTED, JUDGE);
  for (const { judged, called, suspected } of lists) {
    const { log, candidates, logOdds, accused } = judged;
    for (const [at, account] of log.accounts.entries())
      if (!isAttacker(account)) {
        const kind = of(account.class === 'relay' ? `relay ${account.persona}` : account.persona);
        kind.logs.add(`${log.suite}/${log.name}`);
        kind.accounts++;
        if (accused[at]) kind.called++;
      }
    for (const [at, candidate] of candidates.entries())
      if (candidate.label === 'innocent' || candidate.label === 'authorised')
        of(candidate.personas[0]![0]).groups.push({
          score: probabilityOf(logOdds[at]!),
          candidate,
          isCalled: called.includes(candidate),
          isSuspected: suspected.includes(candidate),
        });
  }
  const rows = [...kinds]
    .map(([persona, kind]) => ({ persona, ...kind, groups: kind.groups.sort((a, b) => b.score - a.score) }))
    .sort((a, b) => (b.groups[0]?.score ?? 0) - (a.groups[0]?.score ?? 0))
    .map(({ persona, logs, accounts, called, groups }) => [
      persona,
      ...[logs.size, accounts, called, groups.length].map(String),
      String(groups.filter(({ isCalled }) => isCalled).length),
      String(groups.filter(({ isSuspected }) => isSuspected).length),
      String(groups.filter(({ score }) => score > 0.3).length),
      groups[0]?.score.toFixed(2) ?? '-',
      ...(groups[0]
        ? [reasons(groups[0].candidate), forbidden(groups[0].candidate, JUDGE).atMostSuspected ?? '']
        : ['', '']),
    ]);
  const columns = ['logs', 'accounts', 'accounts called', 'groups', 'called', 'suspected', 'above .3', 'highest'];
  console.log(table(['kind', ...columns, 'what speaks for a campaign there', 'what forbids to call it'], rows));
}

const reasons = ({ measured }: DumpedCandidate): string =>
  Object.entries(measured)
    .sort(([, a], [, b]) => b.weight - a.weight)
    .slice(0, NAMED)
    .filter(([, { weight }]) => weight > 0)
    .map(([id, { weight }]) => `${id} +${weight.toFixed(1)}`)
    .join(', ');

main();
