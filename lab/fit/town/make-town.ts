/**
 * Draws labelled logs of a small made-up town, the repository's own world for judging detection:
 *
 *   npm run --prefix lab fit:town -- --seed 1 --count 12 --out FOLDER [--times 5]
 *
 * Each log has other residents, other products and other campaigns; one in four has no campaign. With `--times` it has so many
 * times as many requests: of accounts of campaigns each sends so much more, and of the others some send more and some are more.
 * NAME.jsonl is a LiteLLM log and NAME.truth.json says who is who, as `fit:dump` reads it.
 */
import { Random } from '../../../src/math/random.ts';
import { drawLogs } from '../logs/draw-logs.ts';
import { campaign } from './campaigns.ts';
import { agency, course, dataTeam, evaluationTeam, keyPool, publicBenchmark, reseller } from './firms.ts';
import { fleet } from './devices.ts';
import { notebook, probes, sitePlugin, starterKit } from './kits.ts';
import { Log } from './log.ts';
import { chatters, essayGraders, productCustomers, tutoring, viralPrompt } from './neighbours.ts';
import { agentUsers, toolUsers, workflows } from './programs.ts';
import type { Population, Product, Town } from './town.ts';
import { coined, passage, place, sentence, thing } from './words.ts';

/** All but those who only chat. */
export const POPULATIONS: readonly Population[] = [
  productCustomers,
  toolUsers,
  viralPrompt,
  tutoring,
  essayGraders,
  workflows,
  agentUsers,
  keyPool,
  course,
  evaluationTeam,
  publicBenchmark,
  agency,
  dataTeam,
  reseller,
  starterKit,
  notebook,
  probes,
  sitePlugin,
  fleet,
];

export function productOf(random: Random): Product {
  return {
    prompt: `You are the assistant of ${coined(random)} ${coined(random)} in ${place(random)}. ${passage(random, 4)} Answer from the handbook alone.`,
    topics: Array.from({ length: 30 }, () => sentence(random).replace(/\.$/, '')),
    things: Array.from({ length: 80 }, () => thing(random)),
  };
}

/** The log of this seed and number, with so many times as many requests. */
export function townLog(seed: number, number: number, times = 1): Log {
  const random = new Random('town', seed, number);
  const log = new Log(6 + random.below(15), new Random('retries', seed, number));
  const requests = Math.round(6000 * Math.exp(random.next() * 1.2)) * times;
  const town: Town = { log, random, products: Array.from({ length: 2 + random.below(3) }, () => productOf(random)) };
  const chosen = random.shuffle([...POPULATIONS]).slice(0, 5 + random.below(6));
  chatters(town, 0.25 * requests);
  for (const population of chosen) population(town, ((0.5 + random.next()) * 0.75 * requests) / chosen.length);
  const campaigns = number % 4 === 3 ? 0 : 1 + random.below(3);
  for (let at = 0; at < campaigns; at++) campaign(town, `campaign-${at + 1}`, 0.3 * requests, {}, times);
  return log;
}

if (require.main === module) drawLogs('town', townLog, 'lines', true);
