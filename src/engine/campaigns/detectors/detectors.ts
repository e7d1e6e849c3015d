/** The list of all campaign detectors. Adding one takes a file and an entry here. */
import type { CampaignDetector } from './detector.ts';
import { crowd } from './accounts/crowd.ts';
import { endUsers } from './accounts/end-users.ts';
import { evenShares } from './accounts/even-shares.ts';
import { infrastructure } from './accounts/infrastructure.ts';
import { interchangeable } from './accounts/interchangeable.ts';
import { jointUse } from './accounts/joint-use.ts';
import { organisations } from './accounts/organisations.ts';
import { otherTraffic } from './accounts/other-traffic.ts';
import { ownTopics } from './accounts/own-topics.ts';
import { ownWordings } from './accounts/own-wordings.ts';
import { popularProgram } from './accounts/popular-program.ts';
import { relayMembership } from './accounts/relay-membership.ts';
import { sameProgram } from './accounts/same-program.ts';
import { sharedRest } from './accounts/shared-rest.ts';
import { signUps } from './accounts/sign-ups.ts';
import { tenure } from './accounts/tenure.ts';
import { audience } from './prompts/audience.ts';
import { barePrompts } from './prompts/bare-prompts.ts';
import { breadth } from './prompts/breadth.ts';
import { depth } from './prompts/depth.ts';
import { favourites } from './prompts/favourites.ts';
import { followUps } from './prompts/follow-ups.ts';
import { intent } from './prompts/intent.ts';
import { kSampling } from './prompts/k-sampling.ts';
import { knownBefore } from './prompts/known-before.ts';
import { novelty } from './prompts/novelty.ts';
import { oneShot } from './prompts/one-shot.ts';
import { ownQuestions } from './prompts/own-questions.ts';
import { rounds } from './prompts/rounds.ts';
import { sameItems } from './prompts/same-items.ts';
import { sharedList } from './prompts/shared-list.ts';
import { dailyRhythm } from './timing/daily-rhythm.ts';
import { dealing } from './timing/dealing.ts';
import { newModel } from './timing/new-model.ts';
import { ownTempo } from './timing/own-tempo.ts';
import { roundTheClock } from './timing/round-the-clock.ts';

export const CAMPAIGN_DETECTORS: readonly CampaignDetector[] = [
  intent,
  novelty,
  rounds,
  sharedList,
  sameItems,
  audience,
  favourites,
  kSampling,
  oneShot,
  followUps,
  ownQuestions,
  barePrompts,
  breadth,
  depth,
  crowd,
  ownWordings,
  popularProgram,
  jointUse,
  interchangeable,
  ownTopics,
  evenShares,
  dealing,
  dailyRhythm,
  ownTempo,
  roundTheClock,
  newModel,
  infrastructure,
  signUps,
  otherTraffic,
  sharedRest,
  sameProgram,
  tenure,
  relayMembership,
  organisations,
  endUsers,
  knownBefore,
];
