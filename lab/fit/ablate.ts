/**
 * What each detector, and each family of them, adds on logs that were left out of the fit: `npm run --prefix lab fit:ablate -- SUITE...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --ridge N       (default: 1)
 *   --only LIST     detectors that are left out in turn, by commas (default: all, and each family)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CAMPAIGN_DETECTORS } from '../../src/engine/campaigns/detectors/detectors.ts';
import type { Judge } from '../../src/engine/campaigns/judging/explanations.ts';
import { DIRECTIONS } from './directions.ts';
import { scaleOf } from './cross-validation.ts';
import type { Dump } from './logs/dumped.ts';
import { fitWithout } from './fitted-judge.ts';
import { byGenerator, byLog, fittedWithout, heldOut, type HeldOut, type PartOf } from './held-out.ts';
import { type Generator, GENERATORS } from './logs/labelled-log.ts';
import { ROOT } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      ridge: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  const dumps = dumpsOf(values.dumps, positionals);
  const fits = new Map(PARTS.map((partOf) => [partOf, fittedWithout(dumps, DIRECTIONS, Number(values.ridge), partOf)]));
  // The sample log is a single scenario, whose candidates are told apart without a mistake.
  const generators = GENERATORS.filter((one) => one !== 'sample' && dumps.some(({ log }) => log.generator === one));
  const whole = figuresOf(
    dumps,
    generators,
    (partOf) => new Map([...fits.get(partOf)!].map(([part, { judge }]) => [part, judge])),
  );
  const columns = ['', ' by the others'].flatMap((by) => generators.map((generator) => `${generator}${by}`));
  console.log(`Nats lost a candidate, and in thousandths how many more without a detector:\n`);
  const shown = (name: string, cells: readonly string[]): void => console.log(`| ${[name, ...cells].join(' | ')} |`);
  shown('left out', columns);
  shown(
    '---',
    columns.map(() => '---'),
  );
  shown(
    '_nothing_',
    whole.map((loss) => loss.toFixed(4)),
  );
  for (const [name, ids] of leftOut(values.only)) {
    const judges = (partOf: PartOf): Map<string, Judge> =>
      new Map([...fits.get(partOf)!].map(([part, fitted]) => [part, fitWithout(fitted, ids)]));
    const more = figuresOf(dumps, generators, judges).map((loss, at) => 1000 * (loss - whole[at]!));
    shown(name, more.map(signed));
  }
}

/** To a tenth; what rounds to nothing has no sign. */
function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  return size === '0.0' ? '0' : `${value < 0 ? '−' : '+'}${size}`;
}

/** What is left out of a fit: some logs of each generator, or a generator. */
const PARTS: readonly PartOf[] = [byLog, byGenerator];

/** Detectors that are left out together, by a name: each by itself, then each family. */
function leftOut(only?: string): [string, ReadonlySet<string>][] {
  if (only !== undefined) return only.split(',').map((id) => [id, new Set([id])]);
  const families = [...new Set(CAMPAIGN_DETECTORS.map(({ family }) => family))];
  return [
    ...[...DIRECTIONS.keys()].map((id): [string, ReadonlySet<string>] => [id, new Set([id])]),
    ...families.map((family): [string, ReadonlySet<string>] => [
      `_family: ${family}_`,
      new Set(CAMPAIGN_DETECTORS.filter((detector) => detector.family === family).map(({ id }) => id)),
    ]),
  ];
}

/** Loss of each generator's candidates, in logs left out and then by weights of the other generators. */
const figuresOf = (
  dumps: readonly Dump[],
  generators: readonly Generator[],
  judges: (partOf: PartOf) => ReadonlyMap<string, Judge>,
): number[] =>
  PARTS.flatMap((partOf) => {
    const items = heldOut(dumps, judges(partOf), partOf);
    return generators.map((generator) => lossOf(items.filter((item) => item.generator === generator)));
  });

/** Nats lost a candidate, after the scale that suits best. */
function lossOf(items: readonly HeldOut[]): number {
  const { slope, shift } = scaleOf(
    items.map(({ logOdds }) => logOdds),
    items.map(({ positive }) => positive),
  );
  return (
    items.reduce((sum, { logOdds, positive }) => {
      const odds = slope * logOdds + shift;
      return sum + Math.log1p(Math.exp(positive ? -odds : odds));
    }, 0) / items.length
  );
}

main();
