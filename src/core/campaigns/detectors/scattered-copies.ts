import { copyGroups } from '../copy-groups.ts';
import { type CampaignDetector, interpolate, percent } from '../detector.ts';

const LEAST = 40;

/**
 * Do different accounts send the same prompt without a plan? Customers behind resold keys, pupils and readers of one page
 * do; a work queue hands each prompt to one account, or to a fixed number of them.
 */
export const scatteredCopies: CampaignDetector = {
  id: 'scattered-copies',
  name: 'Same prompts from different accounts',
  family: 'benign',
  needs: `at least ${LEAST} single requests of one cluster with text and time`,
  measure(candidate, { table }) {
    const { prompt, turns, contextIn } = table.rows;
    const owners = new Map<number, Map<number, number>>();
    candidate.slices.forEach((slices, member) => {
      for (const row of slices.flatMap((slice) => slice.rows)) {
        if (turns[row]! > 1 || contextIn[row]! !== 0) continue;
        const own = owners.get(prompt[row]!) ?? new Map<number, number>();
        owners.set(prompt[row]!, own.set(member, row));
      }
    });
    if (owners.size < LEAST) return null;
    const groups = copyGroups(candidate, table);
    const shared = [...owners.values()].filter((own) => own.size > 1);
    // Prompts copied within one burst belong to sampling; what is left came back under another account.
    const scattered = Math.max(0, shared.length - groups.spread) / owners.size;
    const text =
      scattered > 0
        ? `${percent(scattered)} of prompts were sent by several accounts at unrelated times.`
        : 'No prompt was sent by several accounts at unrelated times.';
    const rows = shared.flatMap((own) => [...own.values()]).slice(0, 20);
    return { statistic: scattered, n: owners.size, weight: interpolate(CURVE, scattered), text, rows };
  },
};

const CURVE = [
  [0.02, 0],
  [0.05, -1],
  [0.1, -2.5],
  [0.3, -3],
] as const;
