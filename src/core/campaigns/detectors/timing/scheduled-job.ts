import { count, decimal, percent } from '../../../math/number-words.ts';
import { type CampaignDetector } from '../detector.ts';
import { pooledRequests } from './pooled-requests.ts';

const LEAST = 40;
/** A job runs through its items in one go: more requests a visit than a person or a shared queue makes. */
const RUN = 8;
const SAME_HOUR = 0.9;
const SCHEDULED = -3;
const OTHERWISE = 0.6;

/** Is it everybody's own nightly job? Then each account works through long runs, all at the same hour of the day. */
export const scheduledJob: CampaignDetector = {
  id: 'scheduled-job',
  name: 'Scheduled job',
  family: 'benign',
  needs: `at least ${LEAST} requests of one cluster with a time`,
  measure(candidate, { table }) {
    const { rows, openings, concentration } = pooledRequests(candidate, table);
    if (rows.length < LEAST) return null;
    const run = rows.length / openings.length;
    const scheduled = run >= RUN && concentration >= SAME_HOUR;
    const text = scheduled
      ? `Runs of ${count(run)} requests at the same hour of the day (concentration ${percent(concentration)}), like a nightly job of each account.`
      : `No common schedule: ${decimal(run, 1)} requests a visit, concentration over the day ${percent(concentration)}.`;
    return {
      statistic: concentration,
      n: openings.length,
      weight: scheduled ? SCHEDULED : OTHERWISE,
      text,
      rows: openings.slice(0, 20),
    };
  },
};
