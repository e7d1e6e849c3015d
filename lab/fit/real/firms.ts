/** The innocent that are one firm's, or a relay's. */
import { popular } from '../town/clock.ts';
import { keysOf } from '../town/people.ts';
import type { Deployment } from './deployment.ts';
import { type Innocents, perAccount } from './world.ts';

/** One firm: its keys run all steps of its program. */
export const firm =
  (kinds: RegExp, persona: string): Innocents =>
  (world, requests) => {
    const { random, log } = world;
    const first = random.pick(world.templates('application', kinds));
    const steps = random
      .shuffle(world.templates('application').filter(({ repository }) => repository === first.repository))
      .slice(0, 1 + random.below(6))
      .map((template) => world.deploy(template));
    const keys = keysOf(random, 3 + random.below(20)).map((key) => log.enrol(key, persona));
    const items = new Map(steps.map((step) => [step, world.ownItems(step.pool, 400)]));
    for (const key of keys)
      for (const step of steps)
        world.run(key, step, Math.ceil(perAccount(requests, keys.length * steps.length)), items.get(step)!);
  };

/** Keys of a firm whose log does not say that they are one organisation's. */
export const services: Innocents = (world, requests) => {
  const { random, log } = world;
  const product = world.deploy(random.pick(world.templates('application')));
  const keys = keysOf(random, 6 + random.below(30)).map(({ organisation: _, ...key }) =>
    log.enrol(key, 'services of a firm'),
  );
  const items = world.ownItems(product.pool, 1000);
  for (const key of keys) world.run(key, product, Math.ceil(requests / keys.length), items);
};

/** A data team: each night one job over many documents, dealt out to its keys. */
export const dataTeam =
  (kinds: RegExp, persona: string): Innocents =>
  (world, requests) => {
    const { random, log } = world;
    const job = world.deploy(random.pick(world.templates('application', kinds)));
    const keys = keysOf(random, 2 + random.below(9)).map((key) => log.enrol(key, persona));
    const nights = Math.max(1, Math.floor(log.length / 86_400));
    const hour = random.below(24);
    for (let night = 0; night < nights; night++) {
      let time = night * 86_400 + hour * 3600;
      for (let n = 0; n < requests / nights; n++)
        world.send(
          random.pick(keys),
          (time += random.exponential(3)),
          job,
          world.picked(job, world.material.pools[job.pool]),
          0.6,
        );
    }
  };

/** A relay: keys that pass on what customers of its own ask, who come to whichever key is free. */
export const relay: Innocents = (world, requests) => {
  const { random, log } = world;
  const keys = keysOf(random, 4 + random.below(16)).map((key) => log.enrol(key, 'relay', 'relay'));
  const programs = Array.from({ length: 4 + random.below(12) }, (): Deployment =>
    world.deploy(random.pick(world.templates('application'))),
  );
  for (let n = 0; n < requests; n++) {
    const program = popular(random, programs);
    world.send(
      random.pick(keys),
      random.next() * log.length,
      program,
      world.picked(program, world.material.pools[program.pool]),
    );
  }
};

/** A laboratory that may do so by contract: a public pipeline under one organisation. */
export const permitted: Innocents = (world, requests) => {
  const { random, log } = world;
  const pipeline = world.deploy(random.pick(world.templates('pipeline')));
  const keys = keysOf(random, 2 + random.below(5)).map((key) => log.enrol(key, 'contracted laboratory', 'authorised'));
  for (const key of keys)
    world.run(key, pipeline, Math.ceil(requests / keys.length), world.material.pools[pipeline.pool]);
};
