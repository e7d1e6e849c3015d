/** The crew of a campaign: how its accounts are made, called, paced and replaced. */
import type { Random } from '../../../src/math/random.ts';
import type { Counter } from './counter.ts';
import { person, tidy } from './language/voice.ts';
import { type Account, browser, homeAddress, type Naming, program, rackAddresses, someone, tongue } from './people.ts';
import { ALWAYS, hoursOf } from './rhythm.ts';

export interface Crew {
  /** Requests of an account, cover included. */
  volume: number;
  /** Share of requests that are a customer's. */
  cover: number;
  makes: (at: number, of: number) => Account;
  /** Seconds between the messages of a conversation; as people if undefined. */
  pace: ((random: Random) => number) | undefined;
  /** Conversations that follow each other at one sitting, on average. */
  sitting: number;
}

/** Accounts of a campaign, and requests of one, unless each visit has an account of its own. */
const [FEWEST, MOST] = [5, 300];
const [LIGHTEST, HEAVIEST] = [8, 200];

export function crewOf(counter: Counter, requests: number): Crew {
  const { random, society } = counter;
  const isByVisit = random.chance(0.25);
  const fewest = Math.max(FEWEST, requests / HEAVIEST);
  const most = Math.max(fewest, Math.min(MOST, requests / LIGHTEST));
  const volume = isByVisit ? 1 + random.below(5) : requests / (fewest * (most / fewest) ** random.next());
  const ways: readonly (keyof Naming)[] = isByVisit
    ? ['visitor', 'visitor', 'visitor', 'login']
    : ['login', 'login', 'visitor', 'key'];
  const way = random.pick(ways);
  const hours = random.pick([() => ALWAYS, () => hoursOf(random), () => hoursOf(random, 8)]);
  const oneHours = random.chance(0.4) ? hours() : undefined;
  const isTidy = random.chance(0.35);
  const [life, places, programs] = [lifeOf(random), placesOf(random), programsOf(random)];
  const makes = (at: number, of: number): Account => {
    const language = random.chance(0.8) ? tongue(random, society) : 'en';
    return someone(random, society, way, {
      ...life(at, of),
      ...places(),
      ...programs(),
      hours: oneHours ?? hours(),
      voice: isTidy ? tidy(random, language) : person(random, language),
    });
  };
  const seconds = 1 + random.exponential(20);
  return {
    volume,
    cover: random.chance(0.3) ? 0 : 0.1 + 0.8 * random.next(),
    makes,
    pace: random.chance(0.4) ? (one) => seconds * (0.5 + one.next()) : undefined,
    sitting: isByVisit ? 0.3 : random.pick([0.5, 2, 6, 20]),
  };
}

/** When accounts come and go: together, one by one, or each as the last one was banned. */
function lifeOf(random: Random): (at: number, of: number) => Pick<Account, 'from' | 'until'> {
  const span = 0.3 + 0.7 * random.next();
  const begin = (1 - span) * random.next();
  switch (random.below(4)) {
    case 0:
      return () => ({ from: begin + span * 0.7 * random.next(), until: 1 });
    case 1:
      return (at, of) => ({
        from: begin + (span * at) / of,
        until: Math.min(1, begin + (span * (at + 1 + random.next())) / of + 0.03),
      });
    default:
      return () => ({ from: begin, until: begin + span });
  }
}

/** Homes of their own, homes that rotate among all, or racks. */
function placesOf(random: Random): () => Pick<Account, 'addresses'> | object {
  const [racks, rented] = [rackAddresses(random, 1 + random.below(20)), random.next() ** 2];
  const pool = Array.from({ length: 2 + random.below(40) }, () => homeAddress(random));
  const isPooled = random.chance(0.3);
  return () => {
    if (random.chance(rented)) return { addresses: racks };
    return isPooled ? { addresses: random.shuffle([...pool]).slice(0, 1 + random.below(pool.length)) } : {};
  };
}

/** What people use, a few browsers, or one program. */
function programsOf(random: Random): () => Pick<Account, 'agents'> | object {
  if (random.chance(0.5)) return () => ({});
  const agents = random.chance(0.4)
    ? [program(random)]
    : Array.from({ length: 1 + random.below(6) }, () => browser(random));
  return () => ({ agents: [random.pick(agents)] });
}
