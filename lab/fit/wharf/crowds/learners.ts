/** People who do the same because the same was set before them: courses, contests, notebooks, benchmarks, a prompt that goes round. */
import { Random } from '../../../../src/math/random.ts';
import type { Draft } from '../exchange.ts';
import { DAY, rhythm, type Rhythm } from '../rhythm.ts';
import { TASKS } from '../tasks/tasks.ts';
import type { Crowd, World } from '../world.ts';
import { literals } from '../../../../src/schema/words.ts';

interface Class {
  persona: string;
  drafts: readonly Draft[];
  requests: number;
  mean: number;
  rhythm: Rhythm;
  /** Number of items that all work on, and whether each takes them in order. */
  items: number;
  /** Share of items that somebody thinks of alone. */
  own: number;
  from?: number;
  until?: number;
  agent?: string;
}

function pupils(
  world: World,
  { persona, drafts, requests, mean, rhythm: when, items, own, from = 0, until = Infinity, agent }: Class,
): void {
  const { random, log } = world;
  const salt = random.below(2 ** 31);
  for (let left = requests; left > 0 && !world.full;) {
    const account = log.enrol(
      world.account(random, { from, until, ...(agent === undefined ? {} : { agent }) }),
      persona,
    );
    const volume = Math.min(left, world.volume(random, mean, 0.8));
    const first = random.below(items);
    const item = (at: number): Random =>
      random.chance(own) ? new Random('alone', random.below(2 ** 31)) : new Random('set', salt, (first + at) % items);
    world.work(random, account, { draft: random.pick(drafts), rhythm: when, requests: volume, item });
    left -= volume;
  }
}

const COURSE_WORK = literals(
  'reason program persona grade summarise chat orchestrate classify evolve review selfPlay analyse',
);

/** An assignment: the starter code is given, some change its prompt, and most come before the deadline. */
export const course: Crowd = (world, requests) => {
  const { random, log } = world;
  const task = TASKS[random.pick(COURSE_WORK)];
  const plan = random.below(2 ** 31);
  const brief = { subjects: world.subjects(random, 1 + random.below(6)), size: world.size };
  const variants = random.chance(0.5) ? 1 : 3 + random.below(20);
  const drafts = Array.from({ length: variants }, () => task(new Random(plan), random, brief));
  const until = Math.min(log.length, DAY * (2 + random.below(12)));
  const from = Math.max(0, until - DAY * (1 + random.below(6)));
  pupils(world, {
    persona: 'course',
    drafts,
    requests,
    mean: 4 + random.below(25),
    rhythm: rhythm(random, random.pick(['evening', 'waking', 'bursts'])),
    items: 5 + random.below(60),
    own: random.next() * 0.8,
    from,
    until,
  });
};

export const hackathon: Crowd = (world, requests) => {
  const { random, log } = world;
  const subjects = world.subjects(random, 2 + random.below(8));
  const names = literals('orchestrate program retrieve chat look react persona character operate');
  const drafts = Array.from({ length: 3 + random.below(25) }, () =>
    TASKS[random.pick(names)](random, random, { subjects, size: world.size }),
  );
  const from = Math.floor(random.next() * (log.length / DAY - 1)) * DAY;
  pupils(world, {
    persona: 'hackathon',
    drafts,
    requests,
    mean: 8 + random.below(50),
    rhythm: rhythm(random, 'bursts'),
    items: 400,
    own: 0.9,
    from,
    until: from + DAY * (1 + random.below(2)),
  });
};

/** A notebook or a quickstart: everyone runs the same cells, once or twice. */
export const quickstart: Crowd = (world, requests) => {
  const { random, clients } = world;
  const names = literals('question program orchestrate extract compose reason translate evolve look analyse');
  const subjects = world.subjects(random, 1 + random.below(3));
  const draft = TASKS[random.pick(names)](random, random, { subjects, size: world.size });
  pupils(world, {
    persona: 'quickstart',
    drafts: [draft],
    requests,
    mean: 2 + random.below(8),
    rhythm: world.rhythm(random),
    items: 3 + random.below(12),
    own: 0.15 * random.next(),
    ...(random.chance(0.7) ? { agent: clients.kit(random) } : {}),
  });
};

/** A public benchmark: its items, its harness, whoever wants to know how good the model is. */
export const benchmark: Crowd = (world, requests) => {
  const { random, clients } = world;
  const names = literals('question reason program grade orchestrate operate analyse look coding compare proceed');
  const subjects = world.subjects(random, 2 + random.below(20));
  const draft = TASKS[random.pick(names)](random, random, { subjects, size: world.size });
  world.habits.push(draft);
  pupils(world, {
    persona: 'benchmark',
    drafts: [draft],
    requests,
    mean: 20 + random.below(200),
    rhythm: rhythm(random, 'bursts'),
    items: 40 + random.below(800),
    own: 0,
    ...(random.chance(0.7) ? { agent: clients.kit(random) } : {}),
  });
};

/** A prompt that people pass on: everyone sends it with something of their own. */
export const viral: Crowd = (world, requests) => {
  const { random } = world;
  const names = literals('reason evolve compose persona proceed sweep soften selfPlay quiz');
  const subjects = world.subjects(random, 6 + random.below(20));
  const draft = TASKS[random.pick(names)](random, random, { subjects, size: world.size });
  const from = random.next() * 0.6 * world.log.length;
  pupils(world, {
    persona: 'viral',
    drafts: [draft],
    requests,
    mean: 1 + random.below(5),
    rhythm: rhythm(random, 'waking'),
    items: 1000,
    own: 1,
    from,
  });
};
