/** The file that holds fitted weights with where they come from. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Curve } from './curves.ts';
import type { FittedJudge } from './fitted-judge.ts';

export interface WeightsFile {
  /** Where the weights come from. */
  provenance: {
    /** Suites, with `:a` or `:b` for one side of their pipelines. */
    suites: string[];
    logs: number;
    campaigns: number;
    innocent: number;
    ridge: number;
    /** Hash of the code that measures statistics. */
    statistics: string;
    date: string;
  };
  prior: number;
  curves: Record<string, Curve>;
}

export function writeWeights(file: string, judge: FittedJudge, provenance: WeightsFile['provenance']): void {
  const curves = Object.fromEntries(
    [...judge.curves].map(([id, curve]) => [
      id,
      curve.map(([x, weight]): [number, number] => [exact(x), rounded(weight)]),
    ]),
  );
  const { prior } = judge;
  writeFileSync(
    file,
    `${JSON.stringify({ provenance, prior: rounded(prior), curves } satisfies WeightsFile, null, 2)}\n`,
  );
}

export function readWeights(file: string): FittedJudge {
  const { prior, curves } = JSON.parse(readFileSync(file, 'utf8')) as WeightsFile;
  return { prior, curves: new Map(Object.entries(curves)) };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const exact = (value: number): number => Number(value.toPrecision(6));
