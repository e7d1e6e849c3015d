/** The innocent who put a public program on a machine of their own, or whom one brings here once. */
import { heavy } from '../town/clock.ts';
import { system, user } from '../town/log.ts';
import { clientTimes, conversations } from './arrivals.ts';
import { type Innocents, perAccount } from './world.ts';

const DAY = 86_400;

/** Houses with an assistant: one prompt with what each house has, and what is said to houses, mostly alike. */
export const houses: Innocents = (world, requests) => {
  const { random } = world;
  const { text } = random.pick(world.tradeTemplates('home'));
  const homes = world.strangers(world.many(70), 'houses with an assistant', { agent: 'HomeAssistant/2026.2' });
  for (const home of homes) {
    const devices = Array.from(
      { length: 4 + random.below(20) },
      (_, at) =>
        `${random.pick(['light', 'switch', 'climate', 'cover'])}.${at},${world.item('strings')},${random.pick(['on', 'off'])}`,
    );
    const frame = system(`${text}\n\n${devices.join('\n')}`);
    for (let left = heavy(random, perAccount(requests, homes.length)); left > 0;) {
      const times = [world.evening(home, world.log.length * random.next(), 0.01)];
      if (random.chance(0.25)) times.push(times[0]! + 8 + random.exponential(20));
      world.thread(home, times, [frame, user(world.item('commands'))], () => world.item('commands'));
      left -= times.length;
    }
  }
};

/** Archives at home: all that is there is tagged in a day when the program is new, and then what comes. */
export const archives: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const steps = random
    .shuffle(world.tradeTemplates('archive', /content|document/i))
    .slice(0, 1 + random.below(3))
    .map((one) => world.deploy(one));
  const owners = world.strangers(world.many(20), 'archives at home', { model: 'heron-4-mini' });
  for (const owner of owners) {
    const count = heavy(random, perAccount(requests, owners.length) / steps.length);
    const came = owner.from === 0 ? -DAY : owner.from * log.length;
    const first = came >= 0 || random.chance(0.3) ? Math.round(0.7 * count) : 0;
    let time = came >= 0 ? came + 600 : 0.8 * random.next() * log.length;
    const times = Array.from({ length: first }, () => (time += 1 + random.exponential(5)));
    const later = clientTimes(
      random,
      random.pick(material.clients),
      owner.from * log.length,
      owner.until * log.length,
      count - first,
    );
    for (const at of [...times, ...later]) {
      const item = world.item('passages');
      for (const [n, step] of steps.entries()) world.send(owner, at + 2 * n, step, world.around(step, item), 0.15);
    }
  }
};

/** People who paste a public protocol of thinking before all that they ask, so that answers begin with thoughts in tags. */
export const thinkers: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const protocols = world.tradeTemplates('thinking').map(({ text }) => text);
  const people = world.strangers(world.many(35), 'people with a protocol of thinking');
  for (const person of people) {
    const protocol = random.chance(0.7) ? protocols[0]! : random.pick(protocols);
    const turns = heavy(random, perAccount(requests, people.length));
    for (const times of conversations(random, material, log.length, person.zone, turns)) {
      const messages = [
        system(protocol),
        user(world.item(random.pick(['requests', 'questions', 'problems'] as const))),
      ];
      for (const [turn, time] of times.entries()) {
        if (turn > 0) messages.push(user(world.item('short')));
        const answer = `<thinking>\n${world.answer(0.6)}\n</thinking>\n\n${world.answer(person.verbosity)}`;
        log.add({ time, account: person, messages: [...messages], answer });
        messages.push({ role: 'assistant', content: answer });
      }
    }
  }
};

/** Visitors whom a button brings here, most of them once: what is on a page goes behind one prompt. */
export const visitors: Innocents = (world, requests) => {
  const { random } = world;
  const tool = world.deploy(random.pick(world.templates('application', /summary|translation|writing|tutor|assistant/)));
  const accounts = world.strangers(
    Math.min(500, Math.max(20, Math.round(requests / 1.6))),
    'visitors whom a button brings',
    {
      agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
      model: 'heron-4-mini',
      from: 0,
      until: 1,
    },
  );
  for (const account of accounts) {
    let time = random.chance(0.6)
      ? world.office(account)
      : world.evening(account, world.log.length * random.next(), 0.01);
    for (let n = random.chance(0.65) ? 1 : heavy(random, 2); n > 0; n--)
      world.send(account, (time += 20 + random.exponential(200)), tool, world.around(tool, world.item(tool.pool)));
  }
};

/** Teams with a chat of their own: what people say, and for each conversation a title and tags that the program asks for. */
export const frontEnds: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const asked = random
    .shuffle(world.tradeTemplates('front end', /title|name|summar|topic|thema|tema|sujet|主题/i))
    .slice(0, 1 + random.below(2));
  const teams = world.strangers(world.many(14), 'teams with a chat of their own', { agent: 'aiohttp/3.11' });
  for (const team of teams) {
    const turns = heavy(random, (0.7 * requests) / teams.length);
    for (const times of conversations(random, material, log.length, team.zone, turns)) {
      const messages = world.thread(team, times, [
        user(world.item(random.pick(['requests', 'questions', 'short'] as const))),
      ]);
      for (const { text } of asked)
        if (random.chance(0.9))
          world.say(team, times[0]! + 5 + random.exponential(5), [...messages.slice(0, 2), user(text)], 0.05);
    }
  }
};
