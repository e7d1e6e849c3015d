import { count, percent } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/**
 * What the shared templates ask for. Judges, exam questions and teaching material use the same words as a harvest, so this
 * weighs little more than any other trait.
 */
export const intent: CampaignDetector = {
  id: 'intent',
  name: 'What is asked for',
  family: 'intent',
  needs: 'prompt text that can be read back from the log',
  measure(candidate, { harvest, intent: names }) {
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
    if (!n) return null;
    const mean = readable.reduce((sum, [template, count]) => sum + count * harvest[template]!, 0) / n;
    const asked = [...new Set([...readable].sort((a, b) => b[1] - a[1]).map(([template]) => names[template]!))].slice(
      0,
      4,
    );
    return {
      statistic: mean,
      n: readable.length,
      weight: interpolate(CURVE, mean),
      text: `The ${count(readable.length)} templates ask for ${asked.join(', ')}; ${percent(mean)} of this is data to train on, by the words alone.`,
      rows: [...rows.values()].slice(0, 20),
    };
  },
};

const CURVE = [
  [0, -2],
  [0.2, -1],
  [0.45, 0],
  [0.7, 1],
  [1, 2],
] as const;
