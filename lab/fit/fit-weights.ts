/**
 * Fits the weights of the judge: `npm run --prefix lab fit -- SUITE[:a|:b]...`. It goes on from earlier weights, with the statistics that
 * the repository keeps, and the same statistics give the same bytes: without options, those of the program. Options:
 *   --dumps FOLDER  of logs that were dumped, such as .cache/fit/dumps, instead of the statistics that are kept
 *   --out FOLDER    for weights.json and relay-weights.json (default: .cache/fit)
 *   --from FOLDER   of the earlier weights (default: lab/fit/earlier)
 *   --ridge N       of what is changed of them (default: 1000); what they say nothing of is held back by 130
 *   --relay-ridge N of what is changed of what is added among keys of a relay (default: 1500)
 * With --anew it knows nothing before. Then the ridges are 130 and 20 where none is given, and there are more options:
 *   --ridge choose  for the one that cross-validation chooses
 *   --caution N     nats to take from the prior, instead of what logs and generators left out ask for
 *   --as-fitted     without drawing the weights together by what logs left out ask for, and without caution
 */
import type { Judge, Scale } from '../../src/engine/campaigns/judging/explanations.ts';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../src/report/benchmark/markdown.ts';
import { type Case, casesOf, kindsOf } from './cases.ts';
import { fitRelays, refitRelays } from './relay-fit.ts';
import { foldLosses, RIDGES } from './cross-validation.ts';
import { curveTable } from './figures/curve-table.ts';
import { DIRECTIONS } from './directions.ts';
import { fitJudge, NEW_RIDGE } from './fitted-judge.ts';
import { byGenerator, byLog, heldOut, judgesWithout } from './held-out.ts';
import { ROOT } from './logs/source-hash.ts';
import { fittedOn } from './tables/fitted-on.ts';
import { accusedOf, chosenCaution, othersTable, scaleOfUnseen } from './unseen.ts';
import { provenanceOf, readJudge, readRelayWeights, writeJudge, writeRelayWeights } from './weights-file.ts';

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string' },
      out: { type: 'string', default: join(ROOT, '.cache', 'fit') },
      from: { type: 'string', default: join(ROOT, 'lab', 'fit', 'earlier') },
      anew: { type: 'boolean', default: false },
      ridge: { type: 'string' },
      'relay-ridge': { type: 'string' },
      caution: { type: 'string' },
      'as-fitted': { type: 'boolean', default: false },
    },
  });
  const { measured, dumps } = fittedOn(values.dumps, positionals);
  const cases = casesOf(dumps);
  const { campaigns, innocent } = kindsOf(cases);
  console.log(`${dumps.length} logs, ${campaigns} candidates of campaigns, ${innocent} innocent.\n`);
  if (!values.anew) {
    if (values.ridge === 'choose') throw new Error('A ridge is chosen with --anew alone.');
    const [ridge, relayRidge] = [Number(values.ridge ?? 1000), Number(values['relay-ridge'] ?? 1500)];
    const judge = fitJudge(cases, DIRECTIONS, ridge, readJudge(join(values.from, 'weights.json')));
    printCurves(judge);
    writeJudge(join(values.out, 'weights.json'), judge, provenanceOf(measured, dumps.length, cases, { ridge }));
    const relays = refitRelays(dumps, readRelayWeights(join(values.from, 'relay-weights.json')), relayRidge);
    const provenance = provenanceOf(measured, dumps.length, relays.cases, { ridge: relayRidge });
    writeRelayWeights(join(values.out, 'relay-weights.json'), relays.weights, relays.scale, provenance);
    return;
  }
  const ridge = values.ridge === 'choose' ? chosenRidge(cases) : Number(values.ridge ?? NEW_RIDGE);
  const own = fitJudge(cases, DIRECTIONS, ridge);
  const [logs, generators] = [byLog, byGenerator].map((partOf) => judgesWithout(dumps, DIRECTIONS, ridge, partOf));
  const scale = scaleOfUnseen(heldOut(dumps, logs!, byLog));
  console.log(
    `Log odds of logs left out ask for a slope of ${scale.slope.toFixed(2)} and a shift of ${scale.shift.toFixed(2)}.\n`,
  );
  const toScale = (judges: ReadonlyMap<string, Judge>, by: Scale): Map<string, Judge> =>
    new Map([...judges].map(([part, judge]) => [part, { ...judge, ...by }]));
  const caution =
    values.caution === undefined
      ? chosenCaution(
          heldOut(dumps, toScale(logs!, scale), byLog),
          heldOut(dumps, toScale(generators!, scale), byGenerator),
          (caution) => accusedOf(dumps, toScale(generators!, { ...scale, shift: scale.shift - caution })),
        )
      : Number(values.caution);
  const cautious = values['as-fitted'] ? AS_FITTED : { ...scale, shift: scale.shift - caution };
  console.log(`${othersTable(dumps, toScale(generators!, cautious))}\n`);
  const judge = { ...own, ...cautious };
  printCurves(judge);
  const file = join(values.out, 'weights.json');
  writeJudge(file, judge, provenanceOf(measured, dumps.length, cases, { ridge, caution }));
  const relayRidge = Number(values['relay-ridge'] ?? 20);
  const relays = fitRelays(dumps, logs!, generators!, relayRidge);
  const provenance = provenanceOf(measured, dumps.length, relays.cases, { ridge: relayRidge, caution: relays.caution });
  writeRelayWeights(join(values.out, 'relay-weights.json'), relays.weights, relays.scale, provenance);
}

function printCurves({ against }: Judge): void {
  for (const [explanation, weights] of against)
    console.log(`Against ${explanation}: prior ${weights.prior.toFixed(2)}.\n\n${curveTable(weights)}\n`);
}

/** The ridge of least mean loss over the folds, as a table says it. */
function chosenRidge(cases: readonly Case[]): number {
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
  console.log(`Nats lost a case, by what was left out:\n\n${table(['ridge', ...names, 'mean'], rows)}\n`);
  return tried.reduce((best, one) => (one.mean < best.mean ? one : best)).ridge;
}

const AS_FITTED: Scale = { slope: 1, shift: 0 };

main();
