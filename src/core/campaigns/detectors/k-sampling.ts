import { copyGroups } from '../copy-groups.ts';
import { type CampaignDetector, percent } from '../detector.ts';

/** Copied prompts needed before their multiplicity is judged. */
const LEAST = 20;
/** Share of copied prompts that must have the same number of copies. Retries and popular questions scatter. */
const UNIFORM = 0.6;
const WEIGHT = 2.5;

/** Are several answers drawn for each prompt? Equal numbers of copies, close together, are sampling; others are chance. */
export const kSampling: CampaignDetector = {
  id: 'k-sampling',
  name: 'Sampling several answers',
  family: 'dataset',
  needs: `at least ${LEAST} prompts of one cluster that were sent more than once within two hours`,
  measure(candidate, { table }) {
    const groups = copyGroups(candidate, table);
    const copied = groups.sizes.filter((size) => size > 1);
    if (copied.length < LEAST) return null;
    const counts = new Map<number, number>();
    for (const size of copied) counts.set(size, (counts.get(size) ?? 0) + 1);
    const [k, same] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a));
    const share = same / copied.length;
    const ofAll = copied.length / groups.sizes.length;
    const systematic = share >= UNIFORM && ofAll >= 0.5;
    const text = systematic
      ? `${percent(ofAll)} of prompts were sent several times within two hours, ${percent(share)} of these exactly ${k} times; ${groups.spread} were spread over accounts.`
      : `${copied.length} prompts were sent more than once within two hours, without a fixed number of copies.`;
    return { statistic: share, n: copied.length, weight: systematic ? WEIGHT : 0, text, rows: groups.copiedRows };
  },
};
