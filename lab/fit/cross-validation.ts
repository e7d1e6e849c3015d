/** Chooses how strongly weights are held back, by how well they judge pipelines and generators they have not seen. */
import type { Judge, Scale } from '../../src/engine/campaigns/judging/explanations.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import type { Case } from './cases.ts';
import { GENERATORS } from './logs/labelled-log.ts';
import type { Direction } from '../../src/engine/campaigns/detectors/detector.ts';
import { fitJudge, logOddsOf } from './fitted-judge.ts';
import { fitLogistic } from './logistic.ts';

export const RIDGES = [3, 10, 30, 60, 100, 200] as const;

export interface Fold {
  name: string;
  tested: (one: Case) => boolean;
}

/** Pipelines of one side after another, and one generator after another. A fold whose rest has one kind alone is left out. */
export function foldsOf(cases: readonly Case[]): Fold[] {
  const folds: Fold[] = [
    ...(['a', 'b'] as const).map((side): Fold => ({ name: `side ${side}`, tested: (one) => one.side === side })),
    ...GENERATORS.map((name): Fold => ({
      name,
      tested: ({ generator }) => generator === name,
    })),
  ];
  const hasBoth = (list: readonly Case[]): boolean => new Set(list.map(({ positive }) => positive)).size === 2;
  return folds.filter(({ tested }) => hasBoth(cases.filter(tested)) && hasBoth(cases.filter((one) => !tested(one))));
}

/** Mean loss in nats a case of each fold, under a judge fitted to all other cases. */
export function foldLosses(
  cases: readonly Case[],
  directions: ReadonlyMap<string, Direction>,
  ridge: number,
): { name: string; loss: number }[] {
  return foldsOf(cases).map(({ name, tested }) => {
    const judge = fitJudge(
      cases.filter((one) => !tested(one)),
      directions,
      ridge,
    );
    return { name, loss: lossOf(cases.filter(tested), judge) };
  });
}

function lossOf(cases: readonly Case[], judge: Judge): number {
  const total = cases.reduce((sum, { count }) => sum + count, 0);
  return (
    cases.reduce((sum, one) => {
      const odds = logOddsOf(judge, one.statistics);
      return sum + one.count * Math.log1p(Math.exp(one.positive ? -odds : odds));
    }, 0) / total
  );
}

/**
 * The straight line that makes log odds mean what they say, each case counting once (Platt 1999). A slope below one tells of
 * weights that are too sure of themselves.
 */
export function scaleOf(logOdds: readonly number[], positive: readonly boolean[]): Scale {
  const { against } = fitLogistic({
    rows: logOdds.map((odds) => Float64Array.of(odds)),
    kinds: positive.map((isPositive) => Number(!isPositive)),
    others: 1,
    counts: logOdds.map(() => 1),
    bounded: [true],
    ridge: 0,
  });
  return { slope: against[0]!.weights[0]!, shift: against[0]!.intercept };
}

/** What added to log odds makes them right on average: as many campaigns as they say. */
export function shiftOf(logOdds: readonly number[], positive: readonly boolean[]): number {
  const wanted = positive.filter(Boolean).length;
  let [low, high] = [-20, 20];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    const said = logOdds.reduce((sum, odds) => sum + probabilityOf(odds + middle), 0);
    if (said < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
