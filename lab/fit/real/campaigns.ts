/** Campaigns: public pipelines of training data, run by many accounts. */
import type { Random } from '../../../src/math/random.ts';
import { aroundTheClock, heavy } from '../town/clock.ts';
import { address, newAccount } from '../town/people.ts';
import { clientTimes, conversations } from './arrivals.ts';
import type { Deployment } from './deployment.ts';
import type { World } from './world.ts';

/** Below this many characters a text of a repository is seldom a whole prompt. */
const WHOLE = 200;

/** The steps of one public pipeline: one to six prompts of a repository. */
function stepsOf(world: World): { type: string; steps: Deployment[] } {
  const { random } = world;
  const whole = world.templates('pipeline').filter(({ text }) => text.length >= WHOLE);
  const repository = random.pick([...new Set(whole.map((one) => one.repository))]);
  const own = random.shuffle(whole.filter((one) => one.repository === repository));
  const chosen = own.slice(0, 1 + random.below(Math.min(6, own.length)));
  return {
    type: `${repository}: ${[...new Set(chosen.map(({ kind }) => kind))].join(', ')}`,
    steps: chosen.map((one) => world.deploy(one)),
  };
}

/** When an account works through its share. */
type Rhythm = (random: Random, world: World, from: number, until: number, zone: number, count: number) => number[];
const RHYTHMS: readonly Rhythm[] = [
  (random, _, from, until, __, count) => aroundTheClock(random, from, until, count),
  (random, { material }, from, until, _, count) =>
    clientTimes(random, random.pick(material.clients), from, until, count),
  // As people do.
  (random, { material, log }, from, until, zone, count) => {
    const times = conversations(random, material, log.length, zone, count).flat();
    return times.filter((time) => time >= from && time < until);
  },
  // Hours of one office.
  (random, _, from, until, __, count) =>
    Array.from({ length: count }, () => {
      const day = Math.floor((from + random.next() * (until - from)) / 86_400);
      return day * 86_400 + (2 + 9 * random.next()) * 3600;
    }).sort((a, b) => a - b),
];

export function campaign(world: World, id: string, requests: number): void {
  const { random, log, material } = world;
  const { type, steps } = stepsOf(world);
  const each = Math.max(6, heavy(random, 35, 0.6));
  const count = Math.max(6, Math.min(300, Math.round(requests / each)));
  log.campaigns.push({ id, type });
  const cover = random.pick([0, 0, 0.2, 0.5]);
  const rhythm = random.pick(RHYTHMS);
  const addresses = random.chance(0.5)
    ? Array.from({ length: 1 + Math.ceil(count / 6) }, () => address(random))
    : undefined;
  const isOneProgram = random.chance(0.6);
  const first = newAccount(random);
  const lives = random.pick([1, 1, 0.4]);
  /** One step for each account, or all steps of an item by whoever is free. */
  const isSplit = steps.length > 1 && random.chance(0.3);
  // Each item once: what one account has done no other does again.
  const queues = new Map(steps.map((step) => [step, random.shuffle([...material.pools[step.pool]])]));
  const taken = new Map(steps.map((step) => [step, 0]));
  const next = (step: Deployment): string[] =>
    Array.from({ length: step.items }, () => {
      const at = taken.get(step)!;
      taken.set(step, at + 1);
      return queues.get(step)![at % queues.get(step)!.length]!;
    });
  const calls: { time: number; account: typeof first; step: Deployment }[] = [];
  for (let n = 0; n < count; n++) {
    const from = lives === 1 ? 0.15 * random.next() : (1 - lives) * random.next();
    const account = log.enrol(
      newAccount(random, {
        from,
        until: Math.min(1, from + lives),
        ...(isOneProgram && { agent: first.agent, parameters: first.parameters }),
        model: first.model,
        ...(addresses && { address: random.pick(addresses) }),
      }),
      'campaign',
      'distillation',
      id,
    );
    const own = Math.max(4, heavy(random, each, 0.25));
    const times = rhythm(random, world, account.from * log.length, account.until * log.length, account.zone, own);
    for (const [at, time] of times.entries())
      calls.push({ time, account, step: steps[isSplit ? n % steps.length : at % steps.length]! });
    if (cover > 0) world.talk(account, Math.ceil((own * cover) / (1 - cover)));
  }
  for (const { time, account, step } of calls.sort((a, b) => a.time - b.time))
    world.send(account, time, step, next(step), 1.6, id);
}
