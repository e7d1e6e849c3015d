/** Products with users of their own: one prompt, one client, a great many accounts that know nothing of each other. */
import type { Random } from '../../../../src/math/random.ts';
import type { Draft } from '../exchange.ts';
import { endUsers } from '../people.ts';
import { rhythm } from '../rhythm.ts';
import { coding, orchestrate, react } from '../tasks/agents.ts';
import { shellOf } from '../tasks/shell.ts';
import { character, chat } from '../tasks/talks.ts';
import { TASKS } from '../tasks/tasks.ts';
import type { Crowd, Seat, World } from '../world.ts';
import { literals } from '../../../../src/schema/words.ts';

interface Users {
  persona: string;
  draft: Draft;
  requests: number;
  /** Requests of a middling user. */
  mean: number;
  /** Whether every user works on something of its own. */
  own: boolean;
  seat: (random: Random) => Seat;
}

/** People who use a thing until its requests are spent. */
function users(world: World, { persona, draft, requests, mean, own, seat }: Users): void {
  const { random, log } = world;
  const beats = Array.from({ length: 4 }, () =>
    draft.pace === 'human' ? rhythm(random, random.pick(['evening', 'waking', 'office'])) : world.rhythm(random),
  );
  const named = random.chance(0.25);
  for (let left = requests; left > 0 && !world.full;) {
    const account = log.enrol(world.account(random, seat(random)), persona);
    const volume = Math.min(left, world.volume(random, mean));
    const subject = own ? world.subject(random) : undefined;
    world.work(random, account, {
      draft,
      rhythm: random.pick(beats),
      requests: volume,
      ...(subject ? { subject } : {}),
      ...(named ? { endUser: endUsers(random, volume) } : {}),
    });
    left -= volume;
  }
}

const meanOf = (world: World): number => world.grain * Math.exp(0.5 * world.random.normal());

/** Notes what a popular client sends with everything, for those who hide behind it. */
function publish(world: World, agent: string, draft: Draft): void {
  const { random, models } = world;
  world.shells.push(shellOf(agent, draft, { content: random, random, manner: models.manner(models.names[0]!) }));
  world.habits.push({ ...draft, agent });
}

export const codingAgent: Crowd = (world, requests) => {
  const { random, clients } = world;
  const draft = coding(random, random, { subjects: world.subjects(random, 3), size: 1 + 1.5 * random.next() });
  const agent = clients.product(random);
  publish(world, agent, draft);
  const firms = Array.from({ length: 3 + random.below(6) }, () => world.names.organisation(random));
  const seat = (own: Random): Seat => ({
    agent,
    at: 'home',
    ...(own.chance(0.3) ? { organisation: own.pick(firms) } : {}),
  });
  users(world, { persona: 'coding-agent', draft, requests, mean: meanOf(world), own: true, seat });
};

export const chatClient: Crowd = (world, requests) => {
  const { random, clients } = world;
  const draft = chat(random, random, { subjects: world.subjects(random, 3), size: world.size });
  const agent = clients.app(random);
  publish(world, agent, draft);
  users(world, {
    persona: 'chat',
    draft,
    requests,
    mean: meanOf(world),
    own: true,
    seat: () => ({ agent, at: 'home' }),
  });
};

export const framework: Crowd = (world, requests) => {
  const { random, clients } = world;
  const draft = random.pick([react, orchestrate])(random, random, {
    subjects: world.subjects(random, 2),
    size: world.size,
  });
  const agent = clients.kit(random);
  publish(world, agent, draft);
  users(world, { persona: 'framework', draft, requests, mean: meanOf(world), own: true, seat: () => ({ agent }) });
};

const VENDOR_WORK = literals(
  'retrieve retrieve compose summarise extract quiz translate grade review analyse look soften',
);

/** A vendor whose customers bring keys of their own: through the vendor's servers, or from where they are. */
export const vendor: Crowd = (world, requests) => {
  const { random, clients, network } = world;
  const subjects = world.subjects(random, 1 + random.below(4));
  const draft = TASKS[random.pick(VENDOR_WORK)](random, random, { subjects, size: world.size });
  world.habits.push(draft);
  const agent = random.chance(0.5) ? clients.product(random) : clients.kit(random);
  const exits = random.chance(0.5) ? network.block(random, 1 + random.below(6)) : undefined;
  const seat = (): Seat => ({ agent, ...(exits ? { addresses: random.shuffle([...exits]) } : {}) });
  users(world, { persona: 'vendor-customer', draft, requests, mean: meanOf(world), own: random.chance(0.6), seat });
};

const FLOW_WORK = literals('compose classify extract summarise translate persona evolve reason sweep look soften');

/** A template of a workflow tool that people copy, and change hardly or a little. */
export const workflow: Crowd = (world, requests) => {
  const { random, clients } = world;
  const task = TASKS[random.pick(FLOW_WORK)];
  const brief = { subjects: world.subjects(random, 1 + random.below(5)), size: world.size };
  const agent = clients.flow(random);
  for (let left = requests, variants = 1 + random.below(4); left > 1; left -= requests / variants) {
    const draft = task(random, random, brief);
    world.habits.push(draft);
    users(world, {
      persona: 'workflow',
      draft,
      requests: requests / variants,
      mean: meanOf(world),
      own: random.chance(0.7),
      seat: () => ({ agent, at: 'cloud' }),
    });
  }
};

/** Devices of one make: the same firmware, each with an account of its own. */
export const fleet: Crowd = (world, requests) => {
  const { random, clients } = world;
  const draft = TASKS[random.pick(['classify', 'look', 'summarise', 'extract', 'question'] as const)](random, random, {
    subjects: world.subjects(random, 2),
    size: world.size * 0.5,
  });
  const agent = clients.product(random);
  const organisation = random.chance(0.5) ? world.names.organisation(random) : undefined;
  const seat = (): Seat => ({ agent, at: 'home', ...(organisation === undefined ? {} : { organisation }) });
  users(world, { persona: 'fleet', draft, requests, mean: meanOf(world), own: false, seat });
};

/** Players of a game whose characters speak: the mod is the same, the characters are many. */
export const game: Crowd = (world, requests) => {
  const { random, clients } = world;
  const agent = clients.product(random);
  const cast = 2 + random.below(5);
  for (let at = 0; at < cast; at++) {
    const draft = character(random, random, {
      subjects: [world.lexicon.subject(random, undefined, 'gaming')],
      size: world.size,
    });
    world.habits.push(draft);
    users(world, {
      persona: 'game',
      draft,
      requests: requests / cast,
      mean: meanOf(world),
      own: false,
      seat: () => ({ agent }),
    });
  }
};
