import { count, decimal } from '../../../math/number-words.ts';
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
    const strangers = candidate.strangers.reduce((sum, users) => sum + users, 0) / candidate.templates.length;
    return {
      statistic: candidate.information,
      n: members,
      weight: Math.min(MOST, candidate.information / NATS),
      text: `${count(members)} accounts use on average ${decimal(used, 1)} of ${count(candidate.templates.length)} templates that ${decimal(strangers, 1)} of ${count(others)} other accounts use.`,
      rows: candidate.slices.flatMap((slices) => slices.flatMap((slice) => [...slice.rows.slice(0, 1)])).slice(0, 20),
    };
  },
};
