/** The file that holds fitted weights with where they come from. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from '../bench/bench-logs.ts';
import { type Curve, weightsOf, type Weights } from '../../src/core/math/curves.ts';
import { ASSUMED_CURVES } from './assumed-curves.ts';
import { ROOT } from './logs/source-hash.ts';

export interface WeightsFile {
  /** Where the weights come from. */
  provenance: {
    /** Suites, with `:a` or `:b` for one side of their pipelines. */
    suites: string[];
    logs: number;
    campaigns: number;
    innocent: number;
    ridge: number;
    /** Nats taken from the prior, so that less of what is called in logs left out is innocent. */
    caution?: number;
    /** Hash of the code that measures statistics. */
    statistics: string;
    date: string;
    /** Detectors whose curves are judgement, because no labelled log has what they need. */
    assumed: string[];
  };
  prior: number;
  curves: Record<string, Curve>;
}

export function writeWeights(
  file: string,
  { prior, curves }: Weights,
  provenance: Omit<WeightsFile['provenance'], 'assumed'>,
): void {
  const all = Object.fromEntries(
    [...curves, ...ASSUMED_CURVES].map(([id, curve]) => [
      id,
      curve.map(([x, weight]): [number, number] => [exact(x), rounded(weight)]),
    ]),
  );
  const content: WeightsFile = {
    provenance: { ...provenance, assumed: [...ASSUMED_CURVES.keys()] },
    prior: rounded(prior),
    curves: all,
  };
  writeFileSync(file, JSON.stringify(content));
  node(join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', file);
}

export const readWeights = (file: string): Weights => weightsOf(JSON.parse(readFileSync(file, 'utf8')) as WeightsFile);

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const exact = (value: number): number => Number(value.toPrecision(6));
