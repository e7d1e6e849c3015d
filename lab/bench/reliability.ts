/** Do probabilities mean what they say? Predicted against observed, in bins. */
import { wilson } from '../../src/math/wilson.ts';
import { decimal, table } from '../../src/report/benchmark/markdown.ts';
import { mean, type Scored } from '../../src/report/benchmark/metrics.ts';

/** Bins are narrow where decisions are made. */
const EDGES = [0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.9, 0.99, 1];

/** One row a bin: how many, what was said, what was so, with a 95% Wilson interval. */
export function reliabilityTable(what: string, items: readonly Scored[]): string {
  const rows = EDGES.slice(1).map((high, i) => {
    const low = EDGES[i]!;
    const own = items.filter(([score]) => score >= low && (score < high || (high === 1 && score === 1)));
    const right = own.filter(([, positive]) => positive).length;
    const [from, to] = wilson(right, own.length);
    return [
      `${low} to ${high}`,
      String(own.length),
      decimal(mean(own.map(([score]) => score))),
      own.length ? decimal(right / own.length) : '-',
      own.length ? `${from.toFixed(3)} to ${to.toFixed(3)}` : '-',
    ];
  });
  const scores = `Brier score ${brier(items).toFixed(4)}, log loss ${logLoss(items).toFixed(4)} nats over ${items.length} ${what}.`;
  return `${table(['predicted', what, 'mean predicted', 'observed', '95% interval'], rows)}\n\n${scores}`;
}

/** Mean squared error of probabilities. */
const brier = (items: readonly Scored[]): number =>
  mean(items.map(([score, positive]) => (score - Number(positive)) ** 2));

/** Mean negative log likelihood in nats; scores are kept a millionth away from 0 and 1. */
const logLoss = (items: readonly Scored[]): number =>
  mean(
    items.map(([score, positive]) => {
      const p = Math.min(1 - 1e-6, Math.max(1e-6, score));
      return -Math.log(positive ? p : 1 - p);
    }),
  );
