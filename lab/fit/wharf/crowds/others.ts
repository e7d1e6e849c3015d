/** Everybody else: developers with an idea of their own, people who happen to do the same, relays, and machines that only knock. */
import { Random } from '../../../../src/math/random.ts';
import type { Draft } from '../exchange.ts';
import { rhythm } from '../rhythm.ts';
import { probe } from '../tasks/talks.ts';
import { TASK_NAMES, TASKS, type TaskName } from '../tasks/tasks.ts';
import type { Subject } from '../text/lexicon.ts';
import type { Crowd, World } from '../world.ts';
import { literals } from '../../../../src/schema/words.ts';

/** Somebody with a draft of their own. */
function alone(world: World, persona: string, task: TaskName, requests: number, subjects: readonly Subject[]): Draft {
  const { random, log } = world;
  const draft = TASKS[task](random, random, { subjects, size: world.size * Math.exp(0.3 * random.normal()) });
  const account = log.enrol(world.account(random), persona);
  world.work(random, account, { draft, rhythm: world.rhythm(random), requests });
  return draft;
}

/** Developers: each account does something else, a little or a great deal. */
export const developers: Crowd = (world, requests) => {
  const { random } = world;
  for (let left = requests; left > 0 && !world.full;) {
    const volume = Math.min(left, world.volume(random, world.grain, 1.5));
    const draft = alone(
      world,
      'developer',
      random.pick(TASK_NAMES),
      volume,
      world.subjects(random, 1 + Math.floor(random.exponential(1.5))),
    );
    if (random.chance(0.3)) world.habits.push(draft);
    left -= volume;
  }
};

const LIKENESSES =
  literals(`reason grade soften coding orchestrate analyse operate look evolve persona question proceed translate selfPlay
  sweep review compare quiz`);

/** People who do the same kind of work and have nothing to do with each other. */
export const namesakes: Crowd = (world, requests) => {
  const { random } = world;
  const task = random.pick(LIKENESSES);
  const broad = random.chance(0.4);
  const mean = world.grain * Math.exp(0.4 + 0.6 * random.normal());
  for (let left = requests; left > 0 && !world.full;) {
    const volume = Math.min(left, world.volume(random, mean));
    world.habits.push(
      alone(
        world,
        `namesake-${task}`,
        task,
        volume,
        world.subjects(random, broad ? 4 + random.below(16) : 1 + random.below(2)),
      ),
    );
    left -= volume;
  }
};

/** A relay: customers of its own behind a few keys or many, each customer on one key or on whichever is free. */
export const relay: Crowd = (world, requests) => {
  const { random, log, network, clients } = world;
  const count = Math.max(
    2,
    Math.round(Math.exp(1 + random.next() * Math.log(Math.max(3, Math.min(90, requests / 12))))),
  );
  const agent = random.chance(0.6) ? clients.product(random) : clients.kit(random);
  const addresses = network.block(random, 1 + random.below(8));
  const organisation = random.chance(0.4) ? world.names.organisation(random) : undefined;
  const keys = Array.from({ length: count }, () => {
    const account = world.account(random, {
      agent,
      addresses: random.shuffle([...addresses]),
      moves: random.exponential(30_000),
      ...(organisation === undefined ? {} : { organisation }),
    });
    return log.enrol(account, 'relay', 'relay');
  });
  world.relays.push(keys);
  const sticky = random.chance(0.5);
  const named = random.chance(0.4);
  for (let left = requests; left > 0 && !world.full;) {
    const volume = Math.min(left, world.volume(random, 8 + world.grain));
    const draft =
      world.habits.length > 0 && random.chance(0.5)
        ? random.pick(world.habits)
        : TASKS[random.pick(TASK_NAMES)](random, random, {
            subjects: world.subjects(random, 1 + random.below(3)),
            size: world.size,
          });
    const { agent: _, ...passed } = draft;
    const subject = random.chance(0.5) ? world.subject(random) : undefined;
    const customer = `c${random.below(1e6)}`;
    const when = world.rhythm(random);
    const own = random.pick(keys);
    const model = random.chance(0.5) ? own.model : world.models.any(random);
    const parts = sticky ? 1 : Math.min(keys.length, 1 + Math.floor(volume / 3));
    for (let part = 0; part < parts; part++) {
      const key = sticky ? own : random.pick(keys);
      world.work(
        random,
        { ...key, model },
        {
          draft: passed,
          rhythm: when,
          requests: volume / parts,
          ...(subject ? { subject } : {}),
          ...(named ? { endUser: () => customer } : {}),
        },
      );
    }
    left -= volume;
  }
};

/** Somebody finds out how much the service bears: the same few prompts, thousands of times. */
export const loadTest: Crowd = (world, requests) => {
  const { random, log, network } = world;
  const task = random.pick(['question', 'summarise', 'chat', 'program', 'probe'] as const);
  const draft = TASKS[task](random, random, { subjects: world.subjects(random, 1), size: world.size });
  const items = 1 + random.below(12);
  const keys = 1 + random.below(6);
  const addresses = network.block(random, 3);
  const from = random.next() * 0.8 * world.log.length;
  for (let at = 0; at < keys; at++) {
    const account = log.enrol(world.account(random, { addresses, from, until: from + 7200 }), 'load-test');
    world.work(random, account, {
      draft,
      rhythm: rhythm(random, 'bursts'),
      requests: requests / keys,
      item: (which) => new Random('load', which % items),
    });
  }
};

/** Monitors of many firms that ask every few minutes whether the service is there. */
export const probes: Crowd = (world, requests) => {
  const { random, log } = world;
  const common = Array.from({ length: 2 + random.below(3) }, () => probe(random, random, { subjects: [], size: 1 }));
  for (let left = requests; left > 0 && !world.full;) {
    const volume = Math.min(left, world.volume(random, world.grain * 2));
    const account = log.enrol(world.account(random, { at: 'cloud' }), 'probe');
    world.work(random, account, { draft: random.pick(common), rhythm: rhythm(random, 'hourly'), requests: volume });
    left -= volume;
  }
};
