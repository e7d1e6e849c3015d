/**
 * Fits what is added to the weights of the judge among keys of a relay: `npm run --prefix lab fit:relays -- SUITE[:a|:b]...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --out FILE      (default: .cache/fit/relay-weights.json)
 *   --ridge N       (default: 20)
 *   --judge-ridge N of the weights that it is added to (default: 130)
 *
 * Weights of all candidates and weights of these alone are added up, as two opinions: the first know three worlds, the second
 * know what a relay does. One straight line then makes the sum mean what it says.
 */
import { type Judge, type Scale, withRelays } from '../../src/engine/campaigns/judging/explanations.ts';
import type { Weights } from '../../src/math/curves.ts';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { casesOf, kindsOf } from './cases.ts';
import { curveTable } from './figures/curve-table.ts';
import { DIRECTIONS } from './directions.ts';
import { fitJudge } from './fitted-judge.ts';
import { byGenerator, byLog, heldOut, judgesWithout, type PartOf } from './held-out.ts';
import type { Dump } from './logs/dumped.ts';
import { amongRelays } from './logs/kept-candidates.ts';
import { ROOT } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';
import { accusedOf, chosenCaution, othersTable, scaleOfUnseen } from './unseen.ts';
import { provenanceOf, writeRelayWeights } from './weights-file.ts';

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      out: { type: 'string', default: join(ROOT, '.cache', 'fit', 'relay-weights.json') },
      ridge: { type: 'string', default: '20' },
      'judge-ridge': { type: 'string', default: '130' },
    },
  });
  const all = dumpsOf(values.dumps, positionals);
  const dumps = amongRelays(all);
  const cases = casesOf(dumps);
  const { campaigns, innocent } = kindsOf(cases);
  console.log(
    `${dumps.length} logs, ${campaigns} candidates of campaigns among keys of a relay, ${innocent} innocent.\n`,
  );
  const ridge = Number(values.ridge);
  const [logs, generators] = [byLog, byGenerator].map((partOf) => {
    const judges = judgesWithout(all, DIRECTIONS, Number(values['judge-ridge']), partOf);
    return fittedTo(dumps, judges, ridge, partOf);
  });
  const scale = scaleOfUnseen(heldOut(dumps, scaled(logs!, AS_FITTED), byLog));
  console.log(
    `Log odds of logs left out ask for a slope of ${scale.slope.toFixed(2)} and a shift of ${scale.shift.toFixed(2)}.\n`,
  );
  const caution = chosenCaution(
    heldOut(dumps, scaled(logs!, scale), byLog),
    heldOut(dumps, scaled(generators!, scale), byGenerator),
    (caution) => accusedOf(dumps, scaled(generators!, { ...scale, shift: scale.shift - caution })),
  );
  const cautious = { ...scale, shift: scale.shift - caution };
  console.log(`${othersTable(dumps, scaled(generators!, cautious))}\n`);
  const weights = fitOne(dumps, ridge);
  console.log(`Prior ${weights.prior.toFixed(2)}.\n\n${curveTable(weights)}\n`);
  writeRelayWeights(values.out, weights, cautious, provenanceOf(positionals, dumps.length, cases, { ridge, caution }));
}

const AS_FITTED: Scale = { slope: 1, shift: 0 };

interface Fitted {
  judge: Judge;
  relays: Weights;
}

/** For each part, what the others teach about keys of a relay next to what they teach about all candidates. */
const fittedTo = (
  dumps: readonly Dump[],
  judges: ReadonlyMap<string, Judge>,
  ridge: number,
  partOf: PartOf,
): Map<string, Fitted> =>
  new Map(
    [...judges].map(([part, judge]) => {
      const others = dumps.filter(({ log }) => partOf(log) !== part);
      return [part, { judge, relays: fitOne(others, ridge) }] as const;
    }),
  );

const scaled = (fitted: ReadonlyMap<string, Fitted>, by: Scale): Map<string, Judge> =>
  new Map([...fitted].map(([part, { judge, relays }]) => [part, withRelays(judge, { ...relays, ...by })]));

/** Weights against whatever is innocent there. */
function fitOne(dumps: readonly Dump[], ridge: number): Weights {
  const cases = casesOf(dumps).map((one) => ({ ...one, explanation: one.positive ? null : ('relay' as const) }));
  return [...fitJudge(cases, DIRECTIONS, ridge).against.values()][0]!;
}

main();
