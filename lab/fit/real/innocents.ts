/** The innocent, each by what ties their accounts together. What they ask is what public applications ask. */
import { daily, heavy, popular } from '../town/clock.ts';
import { type Message, system } from '../town/log.ts';
import { conversations } from './arrivals.ts';
import { type Innocents, perAccount } from './world.ts';

/** People who use the interface itself. */
export const people: Innocents = (world, requests) => {
  for (let left = requests; left > 0;) {
    const turns = heavy(world.random, 8);
    world.talk(world.strangers(1, 'person')[0]!, turns);
    left -= turns;
  }
};

/** Customers of one product, each with its key and its own material. */
export const customers =
  (kinds: RegExp, persona: string, median: number): Innocents =>
  (world, requests) => {
    const { random } = world;
    const product = world.deploy(random.pick(world.templates('application', kinds)));
    const accounts = world.strangers(world.many(median), persona, {
      ...(random.chance(0.5) && { agent: 'product/2.4' }),
    });
    for (const account of accounts)
      world.run(
        account,
        product,
        heavy(random, perAccount(requests, accounts.length)),
        world.ownItems(product.pool, 60),
      );
  };

/** People with a tool that puts one prompt before what they have marked, in sittings of their own. */
export const toolUsers =
  (kinds: RegExp, persona: string): Innocents =>
  (world, requests) => {
    const { random, material, log } = world;
    const tool = world.deploy(random.pick(world.templates('application', kinds)));
    const accounts = world.strangers(world.many(35), persona);
    for (const account of accounts) {
      const sittings = conversations(
        random,
        material,
        log.length,
        account.zone,
        heavy(random, perAccount(requests, accounts.length)),
      );
      for (const time of sittings.flat())
        world.send(account, time, tool, world.picked(tool, material.pools[tool.pool]));
    }
  };

/** People who choose from a library of prompts, the popular ones most. */
export const libraryUsers =
  (repository: RegExp, persona: string): Innocents =>
  (world, requests) => {
    const { random } = world;
    const library = random.shuffle(world.templates('application').filter((one) => repository.test(one.repository)));
    if (library.length === 0) return people(world, requests);
    const accounts = world.strangers(world.many(50), persona);
    for (const account of accounts) {
      const frame: Message[] = [system(popular(random, library).text)];
      world.talk(account, heavy(random, perAccount(requests, accounts.length)), frame);
    }
  };

/** Installs of one workflow, each run by a timer of its own. */
export const workflows: Innocents = (world, requests) => {
  const { random, log } = world;
  const flow = world.deploy(random.pick(world.templates('application', /screen or tools|summary|extraction|writing/)));
  const accounts = world.strangers(world.many(18), 'workflow', { agent: 'n8n', from: 0, until: 1 });
  for (const account of accounts) {
    const runs = Math.max(1, Math.round((perAccount(requests, accounts.length) / log.length) * 86_400));
    const items = world.ownItems(flow.pool, 200);
    for (const time of daily(random, log.length, random.below(24), heavy(random, runs)))
      world.send(account, time, flow, world.picked(flow, items));
  }
};

/** Teams that run the checks of one library over their own application, after each change. */
export const checks: Innocents = (world, requests) => {
  const { random, log } = world;
  const metrics = random
    .shuffle(world.templates('application', /judge/))
    .slice(0, 1 + random.below(4))
    .map((one) => world.deploy(one));
  const accounts = world.strangers(world.many(10), 'checks of an application', {
    from: 0,
    until: 1,
    parameters: { temperature: 0 },
  });
  for (const account of accounts) {
    const suite = metrics.map((metric) =>
      Array.from({ length: 10 + random.below(40) }, () => world.picked(metric, world.material.pools[metric.pool])),
    );
    const size = suite.reduce((sum, one) => sum + one.length, 0);
    for (let left = heavy(random, perAccount(requests, accounts.length)); left > 0; left -= size) {
      let time = random.next() * log.length;
      for (const [at, metric] of metrics.entries())
        for (const items of suite[at]!) world.send(account, (time += random.exponential(2)), metric, items, 0.5);
    }
  }
};

/** Strangers who run one public benchmark over models of their own: the same items, once each. */
export const benchmark: Innocents = (world, requests) => {
  const { random, log } = world;
  const judge = world.deploy(random.pick(world.templates('application', /judge/)));
  const accounts = world.strangers(3 + random.below(20), 'benchmark user', {
    from: 0,
    until: 1,
    parameters: { temperature: 0 },
  });
  const list = Array.from({ length: Math.max(30, Math.round(perAccount(requests, accounts.length))) }, () =>
    world.picked(judge, world.material.pools[judge.pool]),
  );
  for (const account of accounts) {
    let time = 0.9 * random.next() * log.length;
    for (const items of list)
      world.send(
        account,
        (time += 1 + random.exponential(4)),
        judge,
        [...items.slice(0, -1), `${items.at(-1)!}\n\n${world.answer(0.5)}`],
        0.4,
      );
  }
};

/** Strangers who run the notebook of one public pipeline once or twice, each over topics of their own. */
export const tutorial: Innocents = (world, requests) => {
  const { random, log } = world;
  const steps = random
    .shuffle(world.templates('pipeline').filter(({ text }) => text.length >= 200))
    .slice(0, 1 + random.below(2))
    .map((one) => world.deploy(one));
  const accounts = world.strangers(world.many(10), 'notebook user', { from: 0, until: 1 });
  for (const account of accounts)
    for (let left = heavy(random, perAccount(requests, accounts.length), 0.4), runs = 0; left > 0 && runs < 2; runs++) {
      let time = 0.95 * random.next() * log.length;
      for (let n = Math.ceil(left / (1 + random.below(2))); n > 0; n--, left--) {
        const step = steps[left % steps.length]!;
        world.send(
          account,
          (time += 2 + random.exponential(4)),
          step,
          world.picked(step, world.material.pools[step.pool]),
        );
      }
    }
};

/** Installs of one app, each with a token of its own. */
export const installs: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const app = world.deploy(random.pick(world.templates('application', /assistant|tutor|translation|writing|persona/)));
  const accounts = world.strangers(world.many(90), 'installs of an app', {
    agent: 'okhttp/4.12.0',
    model: 'heron-4-mini',
    parameters: { temperature: 0.7 },
  });
  for (const account of accounts)
    for (const time of conversations(
      random,
      material,
      log.length,
      account.zone,
      heavy(random, perAccount(requests, accounts.length)),
    ).flat())
      world.send(account, time, app, world.picked(app, material.pools[app.pool]));
};

/** A class: the exercises of a week, in the evenings of that week, with the words of its teacher. */
export const course: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const tutor = world.deploy(random.pick(world.templates('application', /tutor|quiz/)));
  const accounts = world.strangers(world.many(30), 'pupil', { from: 0, until: 1, zone: 1 });
  const exercises = world.ownItems('problems', 12);
  for (const account of accounts)
    for (const [time, ...more] of conversations(
      random,
      material,
      log.length,
      1,
      heavy(random, perAccount(requests, accounts.length)),
    )) {
      const exercise = exercises[Math.min(11, Math.floor((12 * Math.max(0, time!)) / log.length))]!;
      for (const at of [time!, ...more])
        world.send(account, at, tutor, [`${exercise}\n\n${random.pick(material.pools.short)}`]);
    }
};

/** Coding agents: a long frame, and turns that carry all before them. */
export const agents: Innocents = (world, requests) => {
  const { random } = world;
  const frame = random.pick(world.templates('application', /code|screen or tools/));
  const accounts = world.strangers(world.many(25), 'coding agent');
  for (const account of accounts)
    world.talk(
      account,
      heavy(random, perAccount(requests, accounts.length)),
      [system(frame.text)],
      ['code', 'code', 'requests'],
    );
};
