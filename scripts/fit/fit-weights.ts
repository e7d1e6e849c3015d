/**
 * Fits the weights of the judge to dumped logs: `npm run fit -- SUITE[:a|:b]...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --out FILE      (default: .cache/fit/weights.json)
 *   --ridge N       instead of the one that cross-validation chooses
 *   --caution N     nats to take from the prior, instead of what logs and generators left out ask for
 *   --as-fitted     without drawing the weights together by what logs left out ask for, and without caution
 */
import type { Weights } from '../../src/core/math/curves.ts';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../bench/markdown.ts';
import { casesOf } from './cases.ts';
import { judgedBy } from './accused.ts';
import { foldLosses, RIDGES, type Scale, scaleOf, shiftOf } from './cross-validation.ts';
import { COLUMNS, figureCells } from './figures-table.ts';
import { figuresOf } from './log-figures.ts';
import type { Dump } from './logs/dumped.ts';
import { DIRECTIONS } from './directions.ts';
import { fitJudge } from './fitted-judge.ts';
import { type Called, CAUTIONS, falseAt, isFew, sumOf } from './caution.ts';
import { byGenerator, byLog, heldOut, type HeldOut, type PartOf, weightsWithout } from './held-out.ts';
import { ROOT, sourceHash } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';
import { writeWeights } from './weights-file.ts';

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      out: { type: 'string', default: join(ROOT, '.cache', 'fit', 'weights.json') },
      ridge: { type: 'string' },
      caution: { type: 'string' },
      'as-fitted': { type: 'boolean', default: false },
    },
  });
  const dumps = dumpsOf(values.dumps, positionals);
  const cases = casesOf(dumps);
  const campaigns = cases.filter(({ positive }) => positive).length;
  const innocent = cases.length - campaigns;
  console.log(`${dumps.length} logs, ${campaigns} candidates of campaigns, ${innocent} innocent.\n`);
  const ridge = values.ridge === undefined ? chosenRidge(cases) : Number(values.ridge);
  const own = fitJudge(cases, DIRECTIONS, ridge);
  const apart = (partOf: PartOf): Map<string, Weights> => weightsWithout(dumps, DIRECTIONS, ridge, partOf, () => own);
  const unseen = heldOut(dumps, apart(byLog), byLog);
  const scale = scaleOfUnseen(unseen);
  console.log(
    `Log odds of logs left out ask for a slope of ${scale.slope.toFixed(2)} and a shift of ${scale.shift.toFixed(2)}.\n`,
  );
  const others = apart(byGenerator);
  const scaledOdds = (list: readonly HeldOut[]): HeldOut[] =>
    list.map((one) => ({ ...one, logOdds: scale.slope * one.logOdds + scale.shift }));
  const caution =
    values.caution === undefined
      ? chosenCaution(scaledOdds(unseen), scaledOdds(heldOut(dumps, others, byGenerator)))
      : Number(values.caution);
  const cautious = (fitted: Weights): Weights =>
    values['as-fitted'] ? fitted : scaled(fitted, scale.slope, scale.shift - caution);
  console.log(`${othersTable(dumps, others, cautious)}\n`);
  const judge = cautious(own);
  console.log(`Prior ${judge.prior.toFixed(2)}.\n\n${curveTable(judge)}`);
  writeWeights(values.out, judge, {
    suites: positionals,
    logs: dumps.length,
    campaigns,
    innocent,
    ridge,
    caution,
    statistics: sourceHash(['src/core/campaigns']),
    date: new Date().toISOString().slice(0, 10),
  });
}

/** The ridge of least mean loss over the folds, as a table says it. */
function chosenRidge(cases: ReturnType<typeof casesOf>): number {
  const tried = RIDGES.map((ridge) => {
    const losses = foldLosses(cases, DIRECTIONS, ridge);
    return { ridge, losses, mean: losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length };
  });
  const names = tried[0]!.losses.map(({ name }) => name);
  const rows = tried.map(({ ridge, losses, mean }) => [
    String(ridge),
    ...losses.map(({ loss }) => loss.toFixed(4)),
    mean.toFixed(4),
  ]);
  console.log(`Nats lost a candidate, by what was left out:\n\n${table(['ridge', ...names, 'mean'], rows)}\n`);
  return tried.reduce((best, one) => (one.mean < best.mean ? one : best)).ridge;
}

/** The slope of the straight line that suits unseen logs best, and the shift that makes the number of campaigns right. */
function scaleOfUnseen(unseen: readonly HeldOut[]): Scale {
  const positive = unseen.map((one) => one.positive);
  const { slope } = scaleOf(
    unseen.map(({ logOdds }) => logOdds),
    positive,
  );
  const shift = shiftOf(
    unseen.map(({ logOdds }) => slope * logOdds),
    positive,
  );
  return { slope, shift };
}

/** How each generator is judged by weights of the others. */
function othersTable(
  dumps: readonly Dump[],
  others: ReadonlyMap<string, Weights>,
  cautious: (fitted: Weights) => Weights,
): string {
  const rows = [...others].map(([generator, weights]) => {
    const own = dumps.filter(({ log }) => byGenerator(log) === generator);
    return [generator, ...figureCells(own.map((dump) => figuresOf(judgedBy(cautious(weights), dump))))];
  });
  return table(['judged by the others', ...COLUMNS], rows);
}

/** The least caution at which enough of what is called is a campaign, in logs left out and in generators left out together. */
function chosenCaution(logs: readonly HeldOut[], generators: readonly HeldOut[]): number {
  const tried = CAUTIONS.map((caution) => ({
    caution,
    logs: falseAt(logs, caution),
    generators: falseAt(generators, caution),
  }));
  const said = ({ called, innocent }: Called): string => `${innocent} of ${called}`;
  const rows = tried.map(({ caution, logs: a, generators: b }) => [String(caution), said(a), said(b)]);
  console.log(
    `Innocent among what is called:\n\n${table(['caution', 'logs left out', 'generators left out'], rows)}\n`,
  );
  return (tried.find(({ logs: a, generators: b }) => isFew(sumOf(a, b))) ?? tried.at(-1)!).caution;
}

/** Log odds drawn together by the slope: sureness that unseen logs do not bear out is taken back. */
const scaled = ({ prior, curves }: Weights, slope: number, shift: number): Weights => ({
  prior: slope * prior + shift,
  curves: new Map(
    [...curves].map(([id, curve]) => [id, curve.map(([x, weight]) => [x, slope * weight] as const)] as const),
  ),
});

function curveTable({ curves }: Weights): string {
  const rows = [...curves].map(([id, curve]) => [
    id,
    curve.map(([x, weight]) => `${Number(x.toPrecision(3))}: ${weight.toFixed(2)}`).join(', '),
  ]);
  return table(['detector', 'weight at'], rows);
}

main();
