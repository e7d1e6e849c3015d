import { percent } from '../../../../text/numbers.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { firstRows, requestsOf } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { intraclassCorrelation } from './analysis-of-variance.ts';

/**
 * Could one account stand in for another? Customers have their own data, settings and habits, so one customer's answers to a
 * template differ in length from another's. A queue dealt out over accounts gives each of them answers from the same
 * distribution. The statistic comes from an analysis of variance of the logarithm of answer length within each template.
 */
export const interchangeable: CampaignDetector = {
  id: 'interchangeable',
  name: 'Interchangeable accounts',
  family: 'coordination',
  reads: ['outputTokens'],
  direction: 'against',
  theory: {
    for: { why: 'A queue gives all accounts answers from one distribution.' },
    against: { why: 'Customers have data, settings and habits of their own.' },
  },
  needs: 'output token counts of accounts that sent a template at least twice',
  measure(candidate, context) {
    if (hasKnownOperator(candidate, context)) return null;
    const variance = intraclassCorrelation(answerLengths(candidate, context.table.rows.outputTokens));
    if (!variance) return null;
    const share = Math.max(0, variance.correlation);
    const meaning = worded(
      share,
      [
        [0.007, 'Answers are equally long whichever account asks'],
        [0.13, 'Answers differ slightly in length from account to account'],
      ],
      'Each account gets answers of its own length',
    );
    return {
      statistic: variance.correlation,
      n: variance.n,
      text: `${meaning}: the account explains ${percent(share)} of the differences in length.`,
      rows: firstRows(candidate),
    };
  },
};

/** Logarithms of output token counts, by template and account. */
function answerLengths(candidate: Candidate, outputTokens: Uint32Array): Float64Array[][] {
  const groups = new Map(candidate.templates.map((template): [number, Float64Array[]] => [template, []]));
  const column = new Float64Array(requestsOf(candidate));
  let end = 0;
  for (const { template, rows } of candidate.slices.flat()) {
    const start = end;
    for (const row of rows) if (outputTokens[row]! > 0) column[end++] = Math.log(outputTokens[row]!);
    groups.get(template)!.push(column.subarray(start, end));
  }
  return [...groups.values()];
}
