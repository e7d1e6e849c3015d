/**
 * Draws logs of a town in which one campaign holds a given share of the accounts:
 *
 *   npm run --prefix lab fit:crowd -- --accounts 50000 --share 0.1 --out FOLDER [--seed 1] [--count 3] [--each 24]
 *
 * `--each` is how many requests an account of the campaign sends, about; its neighbours send more or less with it. With the same
 * seed the campaign is of the same kind whatever its share: its harvest, clock, cover and settings are drawn before its accounts.
 * Relays that it would buy access from are left out, because their customers would be accounts too.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Random } from '../../../src/math/random.ts';
import { writeLog } from '../logs/draw-logs.ts';
import { campaign } from './campaigns.ts';
import { Log } from './log.ts';
import { POPULATIONS, productOf } from './make-town.ts';
import { chatters } from './neighbours.ts';
import type { Town } from './town.ts';

/** Requests of an account of the campaign if nothing is said, about, and of one population of neighbours then. */
const EACH = 24;
const NEIGHBOURS = 700;
/** Requests of chatters that are drawn at a time. */
const CHATS = 90;

/** A log of about so many accounts, `share` of them in a campaign that sends about `each` requests an account. */
export function crowdLog(seed: number, number: number, accounts: number, share: number, each = EACH): Log {
  const random = new Random('crowd', seed, number);
  const log = new Log(7 + random.below(8), new Random('retries', seed, number));
  const town: Town = { log, random, products: Array.from({ length: 3 }, () => productOf(random)) };
  const attackers = Math.round(accounts * share);
  campaign(town, 'campaign-1', each * attackers, {
    accounts: attackers,
    resells: false,
    ...(each > EACH && { depth: each }),
  });
  // Drawn anew: how many numbers a campaign takes depends on its size.
  const neighbours: Town = { ...town, random: new Random('neighbours', seed, number) };
  for (const population of neighbours.random.shuffle([...POPULATIONS]).slice(0, 6))
    if (log.residents.size < 0.8 * accounts) population(neighbours, (NEIGHBOURS * each) / EACH);
  while (log.residents.size < accounts) chatters(neighbours, CHATS);
  return log;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '1000' },
      share: { type: 'string', default: '0.1' },
      each: { type: 'string', default: String(EACH) },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('Name a folder: --out FOLDER');
  mkdirSync(values.out, { recursive: true });
  const [accounts, share, each] = [Number(values.accounts), Number(values.share), Number(values.each)];
  for (let number = 0; number < Number(values.count); number++) {
    const name = `town-crowd-${values.seed}-${number}-${accounts}-${Math.round(100 * share)}${each === EACH ? '' : `-${each}`}`;
    writeLog(values.out, name, crowdLog(Number(values.seed), number, accounts, share, each), new Random('lines', name));
  }
}

if (require.main === module) main();
