/**
 * Draws labelled logs of a made-up provider of language models, the repository's second world for judging detection:
 *
 *   npm run --prefix lab fit:wharf -- --seed 1 --count 12 --out FOLDER
 *
 * It shares nothing with the town but the form of the truth: other text, other programs, other harvests, and a log of requests and
 * responses whose fields differ from log to log. One log in four has no campaign. NAME.jsonl is the log, and NAME.truth.json says
 * who is who, as `fit:dump` reads it.
 */
import type { Random } from '../../../src/math/random.ts';
import { drawLogs } from '../logs/draw-logs.ts';
import { campaign } from './campaigns/campaign.ts';
import { benchmark, course, hackathon, quickstart, viral } from './crowds/learners.ts';
import { developers, loadTest, namesakes, probes, relay } from './crowds/others.ts';
import { chatClient, codingAgent, fleet, framework, game, vendor, workflow } from './crowds/products.ts';
import {
  annotation,
  callCentre,
  crowdWork,
  judgeSuite,
  keyPool,
  laboratory,
  nightly,
  permitted,
  redTeam,
  translators,
} from './crowds/teams.ts';
import type { Log } from './log.ts';
import { type Crowd, World } from './world.ts';

/** Crowds with their usual share; those that can be there more than once are listed more than once. */
const CROWDS: readonly (readonly [Crowd, number])[] = [
  [codingAgent, 1.5],
  [codingAgent, 0.7],
  [chatClient, 1.5],
  [framework, 0.8],
  [vendor, 1],
  [vendor, 1],
  [vendor, 0.6],
  [workflow, 0.8],
  [workflow, 0.5],
  [fleet, 0.7],
  [game, 0.6],
  [annotation, 0.8],
  [annotation, 0.6],
  [nightly, 0.6],
  [translators, 0.6],
  [callCentre, 0.6],
  [crowdWork, 0.7],
  [keyPool, 1],
  [keyPool, 0.7],
  [judgeSuite, 0.5],
  [redTeam, 0.4],
  [laboratory, 0.6],
  [laboratory, 0.4],
  [permitted, 0.6],
  [course, 0.7],
  [course, 0.5],
  [hackathon, 0.5],
  [quickstart, 0.5],
  [benchmark, 0.7],
  [viral, 0.4],
  [developers, 2.5],
  [namesakes, 0.8],
  [namesakes, 0.8],
  [namesakes, 0.8],
  [namesakes, 0.8],
  [relay, 1],
  [relay, 0.7],
  [loadTest, 0.3],
  [probes, 0.3],
];

/** Bytes that the innocent have together, and that the campaigns may add. */
const CROWD_BYTES = 20e6;
const CAMPAIGN_BYTES = 14e6;

/** Crowds of a log with their shares: at least fifteen kinds, some of them several times, some large and most small. */
function chosenCrowds(random: Random): (readonly [Crowd, number])[] {
  const shuffled = random.shuffle([...CROWDS]);
  const kinds = 16 + random.below(9);
  const first = shuffled.filter(([crowd], at) => shuffled.findIndex(([other]) => other === crowd) === at);
  const others = shuffled.filter((one) => !first.includes(one));
  const chosen = [...first.slice(0, kinds), ...others.slice(0, random.below(9))];
  // Whoever copies others comes after them.
  const order = (crowd: Crowd): number => (crowd === relay ? 1 : 0);
  return chosen
    .sort(([a], [b]) => order(a) - order(b))
    .map(([crowd, share]) => [crowd, share * Math.exp(0.9 * random.normal())]);
}

/** The log of this seed and number. */
export function wharfLog(seed: number, number: number): Log {
  const world = new World(seed, number);
  const { random, log } = world;
  const requests = 3500 * Math.exp(random.next() * 1.35);
  const chosen = chosenCrowds(random);
  const total = chosen.reduce((sum, [, share]) => sum + share, 0);
  for (const [crowd, share] of chosen) {
    world.allot(Math.min((CROWD_BYTES * 3 * share) / total, 1.15 * CROWD_BYTES - log.bytes));
    crowd(world, (requests * share) / total);
  }
  const campaigns = number % 4 === 3 ? 0 : 1 + random.below(3);
  for (let at = 0; at < campaigns; at++) {
    world.allot(CAMPAIGN_BYTES / campaigns);
    campaign(world, `campaign-${at + 1}`, requests);
  }
  return log;
}

if (require.main === module) drawLogs('wharf', wharfLog, 'recorder');
