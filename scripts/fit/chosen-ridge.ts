/** How strongly weights are held back: by what they lose on pipelines and generators that were left out. */
import type { Direction } from '../../src/core/campaigns/detectors/detector.ts';
import { table } from '../bench/markdown.ts';
import type { Case } from './cases.ts';
import { foldLosses, RIDGES } from './cross-validation.ts';

/** The ridge of least mean loss over the folds, as a table says it. */
export function chosenRidge(cases: readonly Case[], directions: ReadonlyMap<string, Direction>): number {
  const tried = RIDGES.map((ridge) => {
    const losses = foldLosses(cases, directions, ridge);
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
