/**
 * Fits the weights of the judge to dumped logs: `npm run fit -- SUITE[:a|:b]...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --out FILE      (default: .cache/fit/weights.json)
 *   --ridge N       instead of the one that cross-validation chooses
 *   --caution N     nats to take from the prior (default: 0)
 *   --as-fitted     without drawing the weights together by what logs left out ask for
 */
import type { Weights } from '../../src/core/math/curves.ts';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../bench/markdown.ts';
import { casesOf } from './cases.ts';
import { foldLosses, RIDGES, scaleOf, shiftOf } from './cross-validation.ts';
import { DIRECTIONS } from './directions.ts';
import { fitJudge } from './fitted-judge.ts';
import { byLog, heldOut, weightsWithout } from './held-out.ts';
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
      caution: { type: 'string', default: '0' },
      'as-fitted': { type: 'boolean', default: false },
    },
  });
  const dumps = dumpsOf(values.dumps, positionals);
  const cases = casesOf(dumps);
  const campaigns = cases.filter(({ positive }) => positive).length;
  const innocent = cases.length - campaigns;
  console.log(`${dumps.length} logs, ${campaigns} candidates of campaigns, ${innocent} innocent.\n`);
  const ridge = values.ridge === undefined ? chosenRidge(cases) : Number(values.ridge);
  const unseen = heldOut(dumps, weightsWithout(dumps, DIRECTIONS, ridge, byLog), byLog);
  const positive = unseen.map((one) => one.positive);
  const { slope } = scaleOf(
    unseen.map(({ logOdds }) => logOdds),
    positive,
  );
  const shift = shiftOf(
    unseen.map(({ logOdds }) => slope * logOdds),
    positive,
  );
  console.log(`Log odds of logs left out ask for a slope of ${slope.toFixed(2)} and a shift of ${shift.toFixed(2)}.\n`);
  const own = fitJudge(cases, DIRECTIONS, ridge);
  const caution = Number(values.caution);
  const fitted = values['as-fitted'] ? own : scaled(own, slope, shift);
  const judge = { ...fitted, prior: fitted.prior - caution };
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
