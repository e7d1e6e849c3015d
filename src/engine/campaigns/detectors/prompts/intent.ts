import { logOdds } from '../../../../math/log-odds.ts';
import { count, percent } from '../../../../text/numbers.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { type CampaignDetector, type DetectorContext, worded } from '../detector.ts';

/** The mean is kept this far from 0 and 1: closer to them the classifier claims more certainty than it has. */
const CERTAIN = 0.02;

interface Asked {
  /** Mean probability, over requests, that the answer is training data. */
  mean: number;
  logOdds: number;
  /** Number of requests whose prompt could be read. */
  n: number;
  /** What is asked for: at most four kinds, most frequent first. */
  kinds: string[];
  /** One row per template. */
  rows: number[];
}

/** What a candidate's requests ask for; undefined if no prompt could be read back. */
function askedFor(candidate: Candidate, { harvest, intent: names }: DetectorContext): Asked | undefined {
  const requests = new Map<number, number>();
  const rows = new Map<number, number>();
  for (const slices of candidate.slices) {
    for (const slice of slices) {
      requests.set(slice.template, (requests.get(slice.template) ?? 0) + slice.rows.length);
      if (!rows.has(slice.template)) rows.set(slice.template, slice.rows[0]!);
    }
  }
  const readable = [...requests].filter(([template]) => !Number.isNaN(harvest[template]!));
  const n = readable.reduce((sum, [, count]) => sum + count, 0);
  if (!n) return undefined;
  const mean = readable.reduce((sum, [template, count]) => sum + count * harvest[template]!, 0) / n;
  const kinds = [...new Set([...readable].sort((a, b) => b[1] - a[1]).map(([template]) => names[template]!))];
  return {
    mean,
    logOdds: logOdds(Math.min(1 - CERTAIN, Math.max(CERTAIN, mean))),
    n,
    kinds: kinds.slice(0, 4),
    rows: [...rows.values()].slice(0, 20),
  };
}

/**
 * What do the shared templates ask for? The statistic is the log odds of the mean probability, over requests, that the answer
 * is training data. LLM judges, exam questions and teaching material use the same words as a harvest.
 */
export const intent: CampaignDetector = {
  id: 'intent',
  name: 'What is asked for',
  family: 'intent',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'A harvest asks for what trains a model.' },
    against: { why: 'A product or a person asks for something else.' },
  },
  needs: 'prompt text that can be read again from the log',
  readsPrompts: true,
  measure(candidate, context) {
    const asked = askedFor(candidate, context);
    if (!asked) return null;
    const { mean, n, kinds } = asked;
    const meaning = worded(
      mean,
      [
        [0.2, 'Few of the answers could train a model'],
        [0.63, 'Some of the answers could train a model'],
      ],
      'Most of the answers could train a model',
    );
    return {
      statistic: asked.logOdds,
      n,
      text: `${meaning}: ${percent(mean)} of ${count(n)} requests, judging by their wording alone (${kinds.join(', ')}).`,
      rows: asked.rows,
    };
  },
};
