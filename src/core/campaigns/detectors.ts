/** All campaign detectors. Adding one is a file and a line here. */
import type { CampaignDetector } from './detector.ts';
import { continuation } from './detectors/continuation.ts';
import { dailyRhythm } from './detectors/daily-rhythm.ts';
import { dealing } from './detectors/dealing.ts';
import { depth } from './detectors/depth.ts';
import { endUsers } from './detectors/end-users.ts';
import { intent } from './detectors/intent.ts';
import { interchangeable } from './detectors/interchangeable.ts';
import { jointUse } from './detectors/joint-use.ts';
import { kSampling } from './detectors/k-sampling.ts';
import { knownBefore } from './detectors/known-before.ts';
import { novelty } from './detectors/novelty.ts';
import { organisations } from './detectors/organisations.ts';
import { relayMembership } from './detectors/relay-membership.ts';
import { roundTheClock } from './detectors/round-the-clock.ts';
import { scatteredCopies } from './detectors/scattered-copies.ts';
import { scheduledJob } from './detectors/scheduled-job.ts';

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
