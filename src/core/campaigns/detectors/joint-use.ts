import { type CampaignDetector } from '../detector.ts';

/** The most that sharing templates may say: vendors, agencies and teachers make strangers share them too. */
const MOST = 2;

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
    const information = used * Math.log((others + 1) / (strangers + 1));
    return {
      statistic: information,
      n: members,
      weight: Math.min(MOST, information / 8),
      text: `${members} accounts use on average ${used.toFixed(1)} of ${candidate.templates.length} templates that ${strangers.toFixed(1)} of ${others} other accounts use.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => slice.rows.slice(0, 1))).slice(0, 20),
    };
  },
};
