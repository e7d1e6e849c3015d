/**
 * Fits what is added to the weights of the judge among keys of a relay.
 *
 * Weights of all candidates and weights of these alone are added up, as two opinions: the first know three worlds, the second
 * know what a relay does. One straight line then makes the sum mean what it says.
 */
import { type Judge, type Scale, withRelays } from '../../src/engine/campaigns/judging/explanations.ts';
import type { Weights } from '../../src/math/curves.ts';
import type { Explanation } from '../../src/text/explanations.ts';
import { type Case, casesOf, kindsOf } from './cases.ts';
import { curveTable } from './figures/curve-table.ts';
import { DIRECTIONS } from './directions.ts';
import { fitJudge } from './fitted-judge.ts';
import { byGenerator, byLog, heldOut, type PartOf } from './held-out.ts';
import type { Dump } from './logs/dumped.ts';
import { amongRelays } from './logs/chosen-candidates.ts';
import { accusedOf, chosenCaution, othersTable, scaleOfUnseen } from './unseen.ts';

export interface RelayFit {
  weights: Weights;
  scale: Scale;
  caution: number;
  cases: readonly Case[];
}

/** @param logs judges of all candidates without each part of the logs, and `generators` without each generator */
export function fitRelays(
  all: readonly Dump[],
  logs: ReadonlyMap<string, Judge>,
  generators: ReadonlyMap<string, Judge>,
  ridge: number,
): RelayFit {
  const dumps = amongRelays(all);
  const cases = casesOf(dumps);
  const { campaigns, innocent } = kindsOf(cases);
  console.log(`${campaigns} candidates of campaigns among keys of a relay, ${innocent} innocent.\n`);
  const [byLogs, byGenerators] = [fittedTo(dumps, logs, ridge, byLog), fittedTo(dumps, generators, ridge, byGenerator)];
  const scale = scaleOfUnseen(heldOut(dumps, scaled(byLogs, AS_FITTED), byLog));
  console.log(
    `Log odds of logs left out ask for a slope of ${scale.slope.toFixed(2)} and a shift of ${scale.shift.toFixed(2)}.\n`,
  );
  const caution = chosenCaution(
    heldOut(dumps, scaled(byLogs, scale), byLog),
    heldOut(dumps, scaled(byGenerators, scale), byGenerator),
    (caution) => accusedOf(dumps, scaled(byGenerators, { ...scale, shift: scale.shift - caution })),
  );
  const cautious = { ...scale, shift: scale.shift - caution };
  console.log(`${othersTable(dumps, scaled(byGenerators, cautious))}\n`);
  const weights = fitOne(dumps, ridge);
  console.log(`Prior ${weights.prior.toFixed(2)}.\n\n${curveTable(weights)}\n`);
  return { weights, scale: cautious, caution, cases };
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

/** Weights against whatever is innocent there: there is one explanation. */
function fitOne(dumps: readonly Dump[], ridge: number, known?: Judge): Weights {
  const cases = casesOf(dumps).map((one) => ({ ...one, explanation: one.positive ? null : EXPLANATION }));
  return fitJudge(cases, DIRECTIONS, ridge, known).against.get(EXPLANATION)!;
}

const EXPLANATION: Explanation = 'relay';

/** What more logs change of weights among keys of a relay, whose scale stays as it was. */
export function refitRelays(
  all: readonly Dump[],
  { slope, shift, ...weights }: Weights & Scale,
  ridge: number,
): Omit<RelayFit, 'caution'> {
  const dumps = amongRelays(all);
  const scale = { slope, shift };
  const known: Judge = { against: new Map([[EXPLANATION, weights]]), ...scale };
  return { weights: fitOne(dumps, ridge, known), scale, cases: casesOf(dumps) };
}
