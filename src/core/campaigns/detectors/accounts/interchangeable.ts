import { percent } from '../../../../text/numbers.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { intraclassCorrelation } from './analysis-of-variance.ts';

/**
 * Could the accounts be exchanged for one another? Customers have data, settings and habits of their own, so that the
 * answers that one gets to a template differ in length from those that another gets. A queue that is dealt out gives every
 * account answers from the same distribution. Analysis of variance of the logarithm of the length within each template.
 */
export const interchangeable: CampaignDetector = {
  id: 'interchangeable',
  name: 'Interchangeable accounts',
  family: 'coordination',
  reads: ['outputTokens'],
  direction: 'against',
  needs: 'output token counts of accounts that sent a template at least twice',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const variance = intraclassCorrelation(answerLengths(candidate, context.table.rows.outputTokens));
    if (!variance) return null;
    const share = Math.max(0, variance.correlation);
    const meaning = worded(
      share,
      [
        [0.007, 'The accounts are interchangeable'],
        [0.13, 'Answers differ slightly between accounts'],
      ],
      'Each account gets its own kind of answers',
    );
    return {
      statistic: variance.correlation,
      n: variance.n,
      text: `${meaning}: ${percent(share)} of the variation in answer length is between accounts.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};

/** Logarithms of output tokens by template and account. */
function answerLengths(candidate: Candidate, outputTokens: Uint32Array): number[][][] {
  const groups = new Map(candidate.templates.map((template): [number, number[][]] => [template, []]));
  for (const { template, rows } of candidate.slices.flat()) {
    const group: number[] = [];
    for (const row of rows) if (outputTokens[row]! > 0) group.push(Math.log(outputTokens[row]!));
    groups.get(template)!.push(group);
  }
  return [...groups.values()];
}
