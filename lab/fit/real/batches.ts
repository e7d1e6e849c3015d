/** The innocent who run a public program in one go: nightly, once, or as their product answers. */
import { aroundTheClock, heavy } from '../town/clock.ts';
import { system, user } from '../town/log.ts';
import { keysOf } from '../town/people.ts';
import { clientTimes } from './arrivals.ts';
import { type Innocents, perAccount } from './world.ts';

const DAY = 86_400;

/** Labs whose harness runs every night: the same questions after the same examples, to see whether something broke. */
export const nightly: Innocents = (world, requests) => {
  const { random, log } = world;
  const form = random.pick(['Question: %\nAnswer:', 'Q: %\nA:', '%']);
  const asked = (text: string): string => form.replace('%', () => text);
  const examples = world.ownItems('problems', 4).map((text) => `${asked(text)} ${world.answer(0.3)}`);
  const labs = world.strangers(3 + random.below(12), 'labs with a nightly harness', {
    from: 0,
    until: 1,
    parameters: { temperature: 0 },
  });
  const nights = Math.ceil(log.length / DAY);
  const items = world.ownItems('problems', Math.max(5, Math.round(requests / labs.length / nights)));
  for (const lab of labs) {
    const hour = random.below(24);
    for (let night = 0; night < nights; night++) {
      let time = night * DAY + hour * 3600;
      for (const item of items)
        world.say(lab, (time += random.exponential(1.5)), [user([...examples, asked(item)].join('\n\n'))], 0.3);
    }
  }
};

/** Products that are watched: a part of what they answered is graded by the prompts of one observability product, as it comes. */
export const watched: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const graders = random
    .shuffle(world.tradeTemplates('evaluator'))
    .slice(0, 1 + random.below(4))
    .map((one) => world.deploy(one));
  const products = world.strangers(world.many(16), 'products whose answers are graded', {
    agent: 'evals-worker/2.0',
    parameters: { temperature: 0 },
  });
  for (const product of products) {
    const asked = world.ownItems(random.pick(['questions', 'requests', 'short'] as const), 80);
    const count = heavy(random, perAccount(requests, products.length) / graders.length);
    const times = clientTimes(
      random,
      random.pick(material.clients),
      product.from * log.length,
      product.until * log.length,
      count,
    );
    for (const time of times) {
      const seen = [random.pick(asked), world.answer(0.7)];
      for (const grader of graders) world.send(product, time + random.exponential(5), grader, seen, 0.3);
    }
  }
};

/** People who let a program improve their prompt: it proposes instructions, and tries each on the same examples. */
export const optimisers: Innocents = (world, requests) => {
  const { random, log } = world;
  const proposer = world.tool('optimiser', /instruction/i);
  const people = world.strangers(world.many(9), 'people who optimise a prompt', { from: 0, until: 1 });
  for (const person of people) {
    const task = random.pick(world.templates('application')).text.slice(0, 600);
    const examples = world.ownItems(
      random.pick(['questions', 'problems', 'passages', 'short'] as const),
      8 + random.below(20),
    );
    let time = 0.9 * random.next() * log.length;
    for (let left = heavy(random, perAccount(requests, people.length)); left > 0;) {
      const tried = `${world.item('requests')} ${world.item('requests')}`;
      time += 5 + random.exponential(10);
      world.send(person, time, proposer, [`${task}\n\n${tried}`], 0.5);
      for (const example of examples)
        world.say(person, (time += random.exponential(1)), [system(`${task}\n\n${tried}`), user(example)], 0.4);
      left -= examples.length + 1;
      if (random.chance(0.2)) time += random.exponential(DAY);
    }
  }
};

/** A product that moves to a new model: within two days all its tenants' documents are read once more, with new keys. */
export const migration: Innocents = (world, requests) => {
  const { random, log } = world;
  const job = world.deploy(random.pick(world.templates('application', /extraction|summary|retrieval/)));
  const begins = (0.1 + 0.7 * random.next()) * log.length;
  const ends = begins + (0.3 + 1.7 * random.next()) * DAY;
  const known = {
    from: begins / log.length,
    until: Math.min(1, ends / log.length),
    model: 'heron-5',
    agent: 'backfill/1.0',
    parameters: { temperature: 0 },
  };
  const tenants = random.chance(0.5)
    ? world.strangers(world.many(20), 'tenants of a product that moves', known)
    : keysOf(random, world.many(20), known).map(({ organisation: _, ...key }) =>
        world.log.enrol({ ...key, ...known }, 'tenants of a product that moves'),
      );
  for (const tenant of tenants) {
    const count = heavy(random, perAccount(requests, tenants.length), random.pick([0.1, 0.8]));
    const items = world.ownItems(job.pool, count);
    for (const [at, time] of aroundTheClock(random, begins, ends, count).entries())
      world.send(tenant, time, job, world.around(job, items[at]!), 0.7);
  }
};

/** People who index what they have: some prompts for each piece of each document in a day, then questions. */
export const indexers: Innocents = (world, requests) => {
  const { random, log } = world;
  const steps = random
    .shuffle(world.tradeTemplates('graph', /[^]{500}/))
    .slice(0, 2 + random.below(3))
    .map((one) => world.deploy(one));
  const people = world.strangers(world.many(10), 'people who index documents', {
    from: 0,
    until: 1,
    parameters: { temperature: 0 },
  });
  for (const person of people) {
    const count = heavy(random, perAccount(requests, people.length) / steps.length);
    let time = 0.95 * random.next() * log.length;
    for (const piece of world.ownItems('passages', count)) {
      for (const step of steps)
        world.send(person, (time += 0.5 + random.exponential(2)), step, world.around(step, piece), 1.3);
      if (random.chance(0.01)) time += random.exponential(DAY);
    }
    world.talk(person, heavy(random, 4));
  }
};

/** People who attack what they built with what is public: each attack some times, on a prompt of their own, and a judge. */
export const redTeam: Innocents = (world, requests) => {
  const { random, log } = world;
  const people = world.strangers(world.many(9), 'people who test by public attacks', { from: 0, until: 1 });
  const judge = world.tool('red team', /REQUEST|rate|evaluate|judge/i);
  const times = random.pick([1, 1, 5]);
  const list = world.ownItems('attacks', Math.max(4, Math.round(perAccount(requests, people.length) / times)));
  for (const person of people) {
    const own = system(random.pick(world.templates('application', /assistant|retrieval|tutor/)).text);
    const [part, isJudged] = [0.4 + 0.6 * random.next(), random.chance(0.4)];
    let time = 0.95 * random.next() * log.length;
    for (const attack of list)
      for (let n = random.chance(part) ? times : 0; n > 0; n--) {
        world.say(person, (time += 1 + random.exponential(3)), [own, user(attack)], 0.5);
        if (isJudged) world.send(person, (time += 1 + random.exponential(2)), judge, [attack, world.answer(0.5)], 0.2);
      }
  }
};

/** People with an agent that researches: a subject is cut into questions, pages are read for each, and a report is written. */
export const researchers: Innocents = (world, requests) => {
  const { random } = world;
  const steps = random
    .shuffle(world.tradeTemplates('research'))
    .slice(0, 4)
    .map((one) => world.deploy(one));
  const people = world.strangers(world.many(14), 'people with an agent that researches');
  for (const person of people)
    for (let left = heavy(random, perAccount(requests, people.length)); left > 0;) {
      const subject = world.item('requests');
      let time = random.chance(0.7) ? world.office(person) : world.evening(person, 0.9 * world.log.length, 4);
      const [plan, read, write] = [steps[0]!, steps[1 % steps.length]!, steps[2 % steps.length]!];
      const pages = 3 + random.below(10);
      world.send(person, time, plan, [subject], 0.3);
      for (let n = 0; n < pages; n++)
        world.send(person, (time += 1 + random.exponential(6)), read, [`${subject}\n\n${world.item('passages')}`], 0.8);
      world.send(person, (time += 10), write, [subject, world.item('passages')], 3);
      left -= pages + 2;
    }
};

/** Teams that make a test set of what they have: pieces of it become questions, which are then made harder, at each release. */
export const testSets: Innocents = (world, requests) => {
  const { random, log } = world;
  const steps = random
    .shuffle(world.tradeTemplates('test set'))
    .slice(0, 2 + random.below(4))
    .map((one) => world.deploy(one));
  const teams = world.strangers(world.many(12), 'teams that make a test set', { parameters: { temperature: 0 } });
  for (const team of teams) {
    const pieces = world.ownItems('passages', 30);
    const runs = 1 + random.below(5);
    const size = Math.max(1, heavy(random, perAccount(requests, teams.length)) / runs / steps.length);
    for (let run = 0; run < runs; run++) {
      let time = (team.from + (team.until - team.from) * random.next()) * log.length;
      for (let n = 0; n < size; n++)
        for (const step of steps)
          world.send(team, (time += 1 + random.exponential(3)), step, world.around(step, random.pick(pieces)), 1);
    }
  }
};
