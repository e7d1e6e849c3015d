/** The file that holds fitted weights with where they come from. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { node } from '../bench/bench-logs.ts';
import { type Judge, judgeOf, relayWeightsOf, type Scale } from '../../src/engine/campaigns/judging/explanations.ts';
import type { Explanation } from '../../src/text/explanations.ts';
import { type Curve, weightsOf, type Weights } from '../../src/math/curves.ts';
import { ASSUMED_CURVES } from './assumed-curves.ts';
import { type Case, kindsOf } from './cases.ts';
import { ROOT } from './logs/source-hash.ts';
import type { Measured } from './tables/statistics-table.ts';

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
  /** The straight line from log odds as fitted to those that left-out logs ask for, and the caution. */
  slope: number;
  shift: number;
  /** By innocent explanation, what was learnt of distillation against it. */
  explanations: Record<string, { prior: number; curves: Record<string, Curve> }>;
}

export type Provenance = Omit<WeightsFile['provenance'], 'assumed'>;

/** What was fitted on, and with which code it was measured. */
export const provenanceOf = (
  { suites, statistics, date }: Measured,
  logs: number,
  cases: readonly Case[],
  fit: Pick<Provenance, 'ridge' | 'caution'>,
): Provenance => ({ suites, logs, ...kindsOf(cases), ...fit, statistics, date });

export function writeJudge(file: string, judge: Judge, provenance: Provenance): void {
  const content: WeightsFile = {
    provenance: { ...provenance, assumed: [...ASSUMED_CURVES.keys()] },
    slope: rounded(judge.slope),
    shift: rounded(judge.shift),
    explanations: Object.fromEntries(
      [...judge.against].map(([explanation, { prior, curves }]) => [
        explanation,
        { prior: rounded(prior), curves: written(new Map([...curves, ...assumedAgainst(explanation)])) },
      ]),
    ),
  };
  writeTidily(file, content);
}

const assumedAgainst = (explanation: Explanation): [string, Curve][] =>
  [...ASSUMED_CURVES].flatMap(([id, { curve, against = explanation }]) =>
    against === explanation ? [[id, curve] as [string, Curve]] : [],
  );

export const readJudge = (file: string): Judge => judgeOf(JSON.parse(readFileSync(file, 'utf8')) as WeightsFile);

export const readRelayWeights = (file: string): Weights & Scale =>
  relayWeightsOf(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof relayWeightsOf>[0]);

/** Weights of something that has one explanation only. */
export function writeWeights(file: string, weights: Weights, provenance: Provenance): void {
  writeTidily(file, { provenance: { ...provenance, assumed: [] }, ...plain(weights) });
}

/** What is added among keys of a relay. */
export function writeRelayWeights(
  file: string,
  weights: Weights,
  { slope, shift }: Scale,
  provenance: Provenance,
): void {
  writeTidily(file, {
    provenance: { ...provenance, assumed: [] },
    slope: rounded(slope),
    shift: rounded(shift),
    ...plain(weights),
  });
}

const plain = ({ prior, curves }: Weights): object => ({ prior: rounded(prior), curves: written(curves) });

export const readWeights = (file: string): Weights =>
  weightsOf(JSON.parse(readFileSync(file, 'utf8')) as { prior: unknown; curves: object });

const written = (curves: ReadonlyMap<string, Curve>): Record<string, Curve> =>
  Object.fromEntries(
    [...curves].map(([id, curve]) => [id, curve.map(([x, weight]): [number, number] => [exact(x), rounded(weight)])]),
  );

function writeTidily(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  const tidy = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  // Wherever the file is, it is written as it stands in the repository.
  node(tidy, '--config', join(ROOT, '.prettierrc.json'), '--write', file);
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const exact = (value: number): number => Number(value.toPrecision(6));
