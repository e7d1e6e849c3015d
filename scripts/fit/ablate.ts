/**
 * What each detector adds, on logs that were left out of the fit: `npm run fit:ablate -- SUITE...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 *   --ridge N       (default: 1)
 *   --only LIST     detectors that are left out in turn, by commas (default: all)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Direction } from '../../src/core/campaigns/detectors/detector.ts';
import { DIRECTIONS } from './directions.ts';
import { table } from '../bench/markdown.ts';
import { scaleOf } from './cross-validation.ts';
import type { Dump } from './logs/dumped.ts';
import { byGenerator, byLog, heldOut, type HeldOut, recallAt } from './held-out.ts';
import { ROOT } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';

/** Innocent candidates that may stand above. */
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
  const ids = values.only?.split(',') ?? [...DIRECTIONS.keys()];
  const rows = ['nothing', ...ids].map((without) => {
    const directions = new Map([...DIRECTIONS].filter(([id]) => id !== without));
    return [without, ...figures(dumps, directions, Number(values.ridge))];
  });
  console.log('Weights of other logs, of bench on world2, and of world2 on bench:\n');
  console.log(table(['left out', ...COLUMNS, ...COLUMNS, ...COLUMNS], rows));
}

function figures(dumps: readonly Dump[], directions: ReadonlyMap<string, Direction>, ridge: number): string[] {
  const cells = (items: readonly HeldOut[], own: readonly Dump[]): string[] =>
    items.length === 0
      ? COLUMNS.map(() => '-')
      : [lossOf(items).toFixed(4), ...ALLOWED.map((allowed) => recallAt(items, own, allowed).toFixed(3))];
  const others = heldOut(dumps, directions, ridge, byGenerator);
  const of = (generator: string): string[] => {
    const own = dumps.filter(({ log }) => log.generator === generator);
    const logs = new Set(own.map(({ log }) => `${log.suite}/${log.name}`));
    return cells(
      others.filter(({ log }) => logs.has(log)),
      own,
    );
  };
  return [...cells(heldOut(dumps, directions, ridge, byLog), dumps), ...of('world2'), ...of('bench')];
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
