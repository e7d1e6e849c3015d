import { count, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { fieldUse } from '../field-use.ts';
import { isAmongUsers } from '../neighbours.ts';

/** Share of the log's requests that must have a system prompt before a lack of them means anything. */
const USUAL = 0.05;

/**
 * Does a system prompt frame the requests? A product speaks to the model under its own system prompt; most harvested requests
 * have none, and neither do those of people who try a prompt. Among users of one assistant all requests have its prompt, whoever
 * sends them, and the detector is silent. The statistic is the share of requests without one.
 */
export const barePrompts: CampaignDetector = {
  id: 'bare-prompts',
  name: 'Requests without a system prompt',
  family: 'dataset',
  reads: ['system'],
  direction: 'for',
  theory: {
    for: { why: 'Most harvested requests have no system prompt.' },
    against: { why: 'A product speaks under its own.' },
  },
  needs: `system prompts in at least ${percent(USUAL)} of the log’s requests`,
  measure(candidate, { table }) {
    const { present, missing, usual } = fieldUse('system', candidate, table);
    if (usual < USUAL || isAmongUsers(candidate, table)) return null;
    const n = present.length + missing.length;
    const share = missing.length / n;
    const text =
      share < 0.2
        ? `The requests have a system prompt, like a product’s: ${count(present.length)} of ${count(n)} have one.`
        : `${worded(share, [[0.8, 'Some of the requests have no system prompt']], 'The requests have no system prompt')}: ${count(missing.length)} of ${count(n)} have none.`;
    return { statistic: share, n, text, rows: [...missing.subarray(0, 20)] };
  },
};
