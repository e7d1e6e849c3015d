import { percent } from '../../../math/number-words.ts';
import { type CampaignDetector } from '../detector.ts';
import { pooledRequests } from './pooled-requests.ts';

/** Visits needed: with fewer an even spread over the day may be chance (standard error 1/sqrt(n)). */
const LEAST = 150;
const EVEN = 0.06;
const WEIGHT = 0.8;

/** Does the work go on day and night? Weak: customers all over the world do the same together. */
export const roundTheClock: CampaignDetector = {
  id: 'round-the-clock',
  name: 'Day and night',
  family: 'automation',
  keyPoolsToo: true,
  needs: `at least ${LEAST} visits of one cluster with a time`,
  measure(candidate, { table }) {
    const { openings, concentration } = pooledRequests(candidate, table);
    if (openings.length < LEAST) return null;
    const even = concentration <= EVEN;
    return {
      statistic: concentration,
      n: openings.length,
      weight: even ? WEIGHT : 0,
      text: `Requests are spread over the day with a concentration of ${percent(concentration)}${even ? ': no common night' : ''}.`,
      rows: openings.slice(0, 20),
    };
  },
};
