/** All campaign detectors. Adding one is a file and a line here. */
import type { CampaignDetector } from './detector.ts';
import { continuation } from './accounts/continuation.ts';
import { dailyRhythm } from './timing/daily-rhythm.ts';
import { dealing } from './timing/dealing.ts';
import { depth } from './prompts/depth.ts';
import { endUsers } from './accounts/end-users.ts';
import { intent } from './prompts/intent.ts';
import { interchangeable } from './accounts/interchangeable.ts';
import { jointUse } from './accounts/joint-use.ts';
import { kSampling } from './prompts/k-sampling.ts';
import { knownBefore } from './prompts/known-before.ts';
import { novelty } from './prompts/novelty.ts';
import { organisations } from './accounts/organisations.ts';
import { relayMembership } from './accounts/relay-membership.ts';
import { roundTheClock } from './timing/round-the-clock.ts';
import { scatteredCopies } from './prompts/scattered-copies.ts';
import { scheduledJob } from './timing/scheduled-job.ts';

export const CAMPAIGN_DETECTORS: readonly CampaignDetector[] = [
  intent,
  novelty,
  kSampling,
  depth,
  jointUse,
  dealing,
  dailyRhythm,
  interchangeable,
  continuation,
  roundTheClock,
  scatteredCopies,
  scheduledJob,
  relayMembership,
  organisations,
  endUsers,
  knownBefore,
];
