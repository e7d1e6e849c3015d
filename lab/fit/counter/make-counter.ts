/**
 * Draws labelled logs of companies that put assistants in front of their customers, a world to fit and judge detection on:
 *
 *   npm run --prefix lab fit:counter -- --seed 1 --count 12 --out FOLDER
 *
 * Each log has other assistants, other people and other campaigns, in another form; one in four has no campaign. NAME.jsonl
 * is the log and NAME.truth.json says who is who, as `fit:dump` reads it.
 */
import { Random } from '../../../src/math/random.ts';
import { drawLogs } from '../logs/draw-logs.ts';
import { assistantOf } from './assistants/assistant.ts';
import { campaign } from './campaigns.ts';
import type { Counter } from './counter.ts';
import { ADVICE } from './domains/advice.ts';
import { LEISURE } from './domains/leisure.ts';
import { OFFICES } from './domains/offices.ts';
import { TRADE } from './domains/trade.ts';
import { customers, visitors } from './innocents/customers.ts';
import { INNOCENTS } from './innocents/innocents.ts';
import { recordingOf } from './line.ts';
import { Log } from './log.ts';
import { societyOf } from './people.ts';
import { seasonOf } from './rhythm.ts';

const DOMAINS = [...TRADE, ...OFFICES, ...ADVICE, ...LEISURE];

/** Share of a log that all its campaigns may have, and what one of them wants of it. */
const MOST_HARVESTED = 0.6;
const partOf = (random: Random): number => 0.03 * Math.exp(random.next() * Math.log(MOST_HARVESTED / 0.03));

/** The log of this seed and number. */
export function counterLog(seed: number, number: number): Log {
  const random = new Random('counter', seed, number);
  const days = 5 + random.below(24);
  const log = new Log(days, recordingOf(random), new Random('sent again', seed, number));
  const requests = Math.round(4000 * Math.exp(random.next() * Math.log(4.4)));
  const brevity = Math.min(1, 7000 / requests);
  const domains = random.shuffle([...DOMAINS]).slice(0, random.pick([1, 1, 2, 3, 4, 6]));
  const assistants = domains.map((domain) => assistantOf(random, domain, brevity));
  const society = societyOf(random, assistants[0]!.company);
  const counter: Counter = {
    log,
    random,
    society,
    assistants,
    season: seasonOf(random, days),
    failing: 0.012 * random.next() ** 2,
  };
  const parts = Array.from({ length: number % 4 === 3 ? 0 : 1 + random.below(3) }, () => partOf(random));
  const drawn = parts.reduce((total, part) => total + part, 0);
  const harvested = Math.min(MOST_HARVESTED, drawn);
  const chosen = random.shuffle([...INNOCENTS]).slice(0, 10 + random.below(6));
  const populations = [customers, visitors, ...chosen];
  const weights = populations.map((_, at) => ([5, 2.5][at] ?? 1) * Math.exp(1.2 * random.normal()));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  populations.forEach((population, at) => {
    population(counter, Math.max(12, ((1 - harvested) * requests * weights[at]!) / whole));
  });
  customers(counter, (1 - harvested) * requests - log.requests);
  parts.forEach((part, at) => {
    campaign(counter, `campaign-${at + 1}`, (harvested * requests * part) / drawn);
  });
  return log;
}

if (require.main === module) drawLogs('counter', counterLog, 'lines');
