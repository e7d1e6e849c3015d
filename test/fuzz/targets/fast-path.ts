/** Lines read from their bytes give the same rows and counts as lines read as JSON values. */
import { readBothWays } from '../../harness/both-ways.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { linesOf, sampleLogs, seedsOf } from '../seed-files.ts';

const LITELLM = linesOf(sampleLogs(/litellm/));
const OTLP = linesOf(seedsOf('fast-path'));
const SEEDS = [...LITELLM, ...OTLP, ...linesOf(sampleLogs(/otlp/))];

/** Ordinary lines: the fast paths begin with what they have learnt, and must not learn from what is broken. */
const [BEFORE, AFTER] = [0, 1].map((n) => [LITELLM[n] ?? LITELLM[0]!, OTLP[n]!]);

function run(input: Buffer): string {
  const lines = [...BEFORE!, ...BEFORE!, input, ...AFTER!];
  const { counts } = readBothWays(Buffer.concat(lines.flatMap((line) => [line, BREAK])), 'from bytes and from values');
  const { records, rejected, skipped, reasons } = counts;
  return JSON.stringify([records, rejected, skipped, reasons.map(({ reason }) => reason)]);
}

const BREAK = Buffer.from('\n');

export const fastPath: FuzzTarget = {
  name: 'fast-path',
  text: 'reading from bytes, against the general way',
  seeds: () => SEEDS,
  run,
};
