/**
 * What each detector, and each family of them, adds on logs that were left out of the fit: `npm run fit:ablate -- SUITE...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --ridge N       (default: 1)
 *   --only LIST     detectors that are left out in turn, by commas (default: all, and each family)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Direction } from '../../src/core/campaigns/detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../../src/core/campaigns/detectors/detectors.ts';
import type { Judge } from '../../src/core/campaigns/judging/explanations.ts';
import { DIRECTIONS } from './directions.ts';
import { table } from '../bench/markdown.ts';
import { scaleOf } from './cross-validation.ts';
import type { Dump } from './logs/dumped.ts';
import { byGenerator, byLog, heldOut, type HeldOut, judgesWithout, recallAt } from './held-out.ts';
import { ROOT } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';

/** Innocent candidates that may be above. */
const ALLOWED = [0, 1, 3, 10] as const;
const COLUMNS = ['nats', ...ALLOWED.map((allowed) => `recall at ${allowed}`)];

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
  const ridge = Number(values.ridge);
  const all: Judges = judgesOf(dumps, DIRECTIONS, ridge);
  const groups = new Map<string, readonly string[]>([
    ['nothing', []],
    ...(values.only?.split(',') ?? [...DIRECTIONS.keys()]).map((id) => [id, [id]] as const),
    ...(values.only === undefined ? families() : []),
  ]);
  console.log('Weights of other logs, of bench on world2, and of world2 on bench:\n');
  const rows = [...groups].map(([name, without]) => {
    const directions = new Map([...DIRECTIONS].filter(([id]) => !without.includes(id)));
    const judges = without.length === 0 ? all : judgesOf(dumps, directions, ridge);
    return [name, ...figures(dumps, judges)];
  });
  console.log(table(['left out', ...COLUMNS, ...COLUMNS, ...COLUMNS], rows));
}

/** Weights that have not seen what they judge, by the part that they judge. */
interface Judges {
  logs: ReadonlyMap<string, Judge>;
  generators: ReadonlyMap<string, Judge>;
}

const judgesOf = (dumps: readonly Dump[], directions: ReadonlyMap<string, Direction>, ridge: number): Judges => ({
  logs: judgesWithout(dumps, directions, ridge, byLog),
  generators: judgesWithout(dumps, directions, ridge, byGenerator),
});

/** Detectors of each family, by its name in capitals. */
const families = (): [string, string[]][] =>
  [...new Set(CAMPAIGN_DETECTORS.map(({ family }) => family))].map((family) => [
    family.toUpperCase(),
    CAMPAIGN_DETECTORS.filter((detector) => detector.family === family).map(({ id }) => id),
  ]);

function figures(dumps: readonly Dump[], { logs, generators }: Judges): string[] {
  const cells = (items: readonly HeldOut[], own: readonly Dump[]): string[] =>
    items.length === 0
      ? COLUMNS.map(() => '-')
      : [lossOf(items).toFixed(4), ...ALLOWED.map((allowed) => recallAt(items, own, allowed).toFixed(3))];
  const others = heldOut(dumps, generators, byGenerator);
  const of = (generator: string): string[] => {
    const own = dumps.filter(({ log }) => log.generator === generator);
    const names = new Set(own.map(({ log }) => `${log.suite}/${log.name}`));
    return cells(
      others.filter(({ log }) => names.has(log)),
      own,
    );
  };
  return [...cells(heldOut(dumps, logs, byLog), dumps), ...of('world2'), ...of('bench')];
}

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
