import { type CampaignDetector } from '../detector.ts';

/** The most that sharing templates may say: vendors, agencies and teachers make strangers share them too. */
const MOST = 2;

/** Shared information that weighs one nat: templates travel together, so that their sum says less than it seems. */
const NATS = 8;

/** How much of a coincidence it would be that strangers share just these templates. */
export const jointUse: CampaignDetector = {
  id: 'joint-use',
  name: 'Joint use of rare templates',
  family: 'coordination',
  needs: 'nothing beyond accounts and text',
  measure(candidate, { profiles }) {
    const members = candidate.accounts.length;
    const others = Math.max(1, profiles.size - members);
    const used = candidate.slices.reduce((sum, slices) => sum + slices.length, 0) / members;
    const strangers = candidate.strangers.reduce((sum, count) => sum + count, 0) / candidate.templates.length;
    return {
      statistic: candidate.information,
      n: members,
      weight: Math.min(MOST, candidate.information / NATS),
      text: `${members} accounts use on average ${used.toFixed(1)} of ${candidate.templates.length} templates that ${strangers.toFixed(1)} of ${others} other accounts use.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => [...slice.rows.slice(0, 1)])).slice(0, 20),
    };
  },
};
