/** All campaign detectors. Adding one is a file and a line here. */
import type { CampaignDetector } from './detector.ts';
import { crowd } from './accounts/crowd.ts';
import { endUsers } from './accounts/end-users.ts';
import { evenShares } from './accounts/even-shares.ts';
import { infrastructure } from './accounts/infrastructure.ts';
import { interchangeable } from './accounts/interchangeable.ts';
import { jointUse } from './accounts/joint-use.ts';
import { organisations } from './accounts/organisations.ts';
import { otherTraffic } from './accounts/other-traffic.ts';
import { ownSettings } from './accounts/own-settings.ts';
import { programs } from './accounts/programs.ts';
import { relayMembership } from './accounts/relay-membership.ts';
import { tenure } from './accounts/tenure.ts';
import { breadth } from './prompts/breadth.ts';
import { depth } from './prompts/depth.ts';
import { favourites } from './prompts/favourites.ts';
import { intent } from './prompts/intent.ts';
import { kSampling } from './prompts/k-sampling.ts';
import { knownBefore } from './prompts/known-before.ts';
import { novelty } from './prompts/novelty.ts';
import { oneShot } from './prompts/one-shot.ts';
import { rounds } from './prompts/rounds.ts';
import { scatteredCopies } from './prompts/scattered-copies.ts';
import { dailyRhythm } from './timing/daily-rhythm.ts';
import { dealing } from './timing/dealing.ts';
import { ownNights } from './timing/own-nights.ts';
import { roundTheClock } from './timing/round-the-clock.ts';

export const CAMPAIGN_DETECTORS: readonly CampaignDetector[] = [
  intent,
  novelty,
  scatteredCopies,
  rounds,
  favourites,
  kSampling,
  oneShot,
  breadth,
  depth,
  crowd,
  jointUse,
  interchangeable,
  ownSettings,
  evenShares,
  dealing,
  dailyRhythm,
  ownNights,
  roundTheClock,
  infrastructure,
  programs,
  otherTraffic,
  tenure,
  relayMembership,
  organisations,
  endUsers,
  knownBefore,
];
