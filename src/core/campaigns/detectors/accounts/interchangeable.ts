import { type CampaignDetector, interpolate } from '../detector.ts';
import type { Candidate } from '../../candidates/candidate.ts';

/** Accounts with at least two answers in a template, over all templates, and answers beyond the first of each. */
const LEAST = { groups: 5, answers: 20 };

/**
 * Could the accounts be exchanged for one another? Customers have data, settings and habits of their own, so that the
 * answers that one gets to a template differ in length from those that another gets. A queue that is dealt out gives every
 * account answers from the same distribution. One-way analysis of variance of the logarithm of the length within each
 * template; the intraclass correlation is the share of the variance that lies between accounts (Shrout and Fleiss 1979).
 */
export const interchangeable: CampaignDetector = {
  id: 'interchangeable',
  name: 'Interchangeable accounts',
  family: 'coordination',
  keyPoolsToo: true,
  needs: 'numbers of output tokens of accounts that sent a template twice or more',
  measure(candidate, { table }) {
    const { outputTokens } = table.rows;
    const lengths = answerLengths(candidate, outputTokens);
    let [between, within, betweenDegrees, withinDegrees, sizes] = [0, 0, 0, 0, 0];
    for (const groups of lengths) {
      if (groups.length < 2) continue;
      const all = groups.flat();
      const mean = average(all);
      for (const group of groups) {
        const own = average(group);
        between += group.length * (own - mean) ** 2;
        for (const value of group) within += (value - own) ** 2;
        withinDegrees += group.length - 1;
      }
      betweenDegrees += groups.length - 1;
      sizes += all.length - groups.reduce((sum, group) => sum + group.length ** 2, 0) / all.length;
    }
    if (betweenDegrees < LEAST.groups - 1 || withinDegrees < LEAST.answers || within === 0) return null;
    const ratio = between / betweenDegrees / (within / withinDegrees);
    const correlation = (ratio - 1) / (ratio - 1 + sizes / betweenDegrees);
    return {
      statistic: correlation,
      n: lengths.reduce((sum, groups) => sum + groups.reduce((n, group) => n + group.length, 0), 0),
      weight: interpolate(CURVE, correlation),
      text: `${Math.round(100 * Math.max(0, correlation))}% of the variance of answer lengths within a template lies between accounts: ${correlation < 0.1 ? 'the accounts could be exchanged' : 'accounts have answers of their own kind'}.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => [...slice.rows.slice(0, 1)])).slice(0, 20),
    };
  },
};

/** Logarithms of output tokens by template and account, for accounts with two or more. */
function answerLengths(candidate: Candidate, outputTokens: Uint32Array): number[][][] {
  const groups = new Map(candidate.templates.map((template): [number, number[][]] => [template, []]));
  for (const { template, rows } of candidate.slices.flat()) {
    const group: number[] = [];
    for (const row of rows) if (outputTokens[row]! > 0) group.push(Math.log(outputTokens[row]!));
    if (group.length >= 2) groups.get(template)!.push(group);
  }
  return [...groups.values()];
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const CURVE = [
  [0.04, 0.8],
  [0.12, 0],
  [0.4, -2],
] as const;
