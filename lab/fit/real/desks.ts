/** The innocent who do one trade, each at a desk of their own: they share a tool, a feed, a queue or a brand. */
import { aroundTheClock, heavy, popular } from '../town/clock.ts';
import { system } from '../town/log.ts';
import { keysOf } from '../town/people.ts';
import { clientTimes, conversations } from './arrivals.ts';
import { type Innocents, perAccount } from './world.ts';
import { words } from '../../../src/schema/words.ts';

const DAY = 86_400;
const LANGUAGES = words('German French Spanish Italian Polish Japanese Dutch Portuguese Turkish Czech');
const inLanguage = (text: string, language: string): string => text.replaceAll(/\{+\w*lang\w*\}+/gi, language);

/** Newsrooms at one wire: what comes in is put into words within minutes, by all who print it. */
export const newsrooms: Innocents = (world, requests) => {
  const { random, log } = world;
  const tool = world.deploy(random.pick(world.templates('application', /summary|writing/)));
  const rooms = world.strangers(world.many(12), 'newsrooms at one wire', { from: 0, until: 1 });
  const wire = Array.from({ length: Math.ceil(requests / rooms.length / 0.7) }, () => ({
    text: world.item('news'),
    time: DAY * (random.below(Math.ceil(log.length / DAY)) + 0.58 + 0.17 * random.normal()),
  }));
  for (const room of rooms) {
    const [prints, delay] = [0.4 + 0.6 * random.next(), 30 + random.exponential(300)];
    const house = random.chance(0.5) ? [system(world.item('requests'))] : [];
    for (const { text, time } of wire)
      if (random.chance(prints))
        world.say(room, time + random.exponential(delay), [...house, ...tool.say(world.around(tool, text))], 0.5);
  }
};

/** Contractors who label one queue by one guide, in office hours: an item goes to one of them or to three. */
export const labellers: Innocents = (world, requests) => {
  const { random } = world;
  const guide = world.tool('labelling');
  const program = { zone: random.pick([-3, 1, 3, 5, 8]), parameters: { temperature: 0 } };
  const keys = keysOf(random, world.many(14), program);
  const workers = random.chance(0.5)
    ? keys.map((key) => world.log.enrol(key, 'contractors who label'))
    : world.strangers(keys.length, 'contractors who label', { ...program, from: 0, until: 1, model: keys[0]!.model });
  const [times, isEven] = [random.pick([1, 1, 3]), random.chance(0.5)];
  for (let left = requests; left > 0;) {
    const item = world.item(random.pick(['passages', 'short', 'dialogues'] as const));
    for (let n = 0; n < times; n++, left--) {
      const worker = isEven ? random.pick(workers) : popular(random, workers);
      world.send(worker, world.office(worker), guide, world.around(guide, item), 0.2);
    }
  }
};

/** Volunteers who translate one project, each into a language: the same strings after each release. */
export const localisers: Innocents = (world, requests) => {
  const { random, log } = world;
  const template = random.pick(world.tradeTemplates('localisation', /i18n|paragraph|translat/i));
  const translators = world.strangers(world.many(9), 'translators of one project', { from: 0, until: 1 });
  const each = Math.max(3, Math.round(perAccount(requests, translators.length)));
  const batches = Array.from({ length: each }, () => JSON.stringify(world.ownItems('strings', 8), null, 1));
  const releases = 1 + random.below(4);
  for (const [at, translator] of translators.entries()) {
    const tool = world.deploy({ ...template, text: inLanguage(template.text, LANGUAGES[at % LANGUAGES.length]!) });
    for (let release = 0; release < releases; release++) {
      if (random.chance(0.1)) continue;
      const own = batches.filter((_, n) => n % releases === release);
      const time = ((release + 0.2) / releases) * log.length + DAY * random.exponential(0.8);
      world.burst(translator, time, tool, own, 3);
    }
  }
};

/** Translators of an agency: a document goes to one of them, a paragraph at a time, and is read before the next. */
export const legalTranslators: Innocents = (world, requests) => {
  const { random, material } = world;
  const template = random.pick(world.templates('application', /translation/));
  const translators = world.strangers(world.many(12), 'translators of an agency', {
    from: 0,
    until: 1,
    agent: 'cat-tool/11.2',
    parameters: { temperature: 0.2 },
  });
  const gap = random.pick([3, 60, 120]);
  const tools = new Map(
    translators.map((one) => [
      one,
      world.deploy({ ...template, text: inLanguage(template.text, random.pick(LANGUAGES)) }),
    ]),
  );
  for (let left = requests; left > 0;) {
    const translator = random.pick(translators);
    const length = 8 + random.below(30);
    const from = random.below(material.pools.clauses.length - length);
    world.burst(
      translator,
      world.office(translator),
      tools.get(translator)!,
      material.pools.clauses.slice(from, from + length),
      gap,
    );
    left -= length;
  }
};

/** Desks of support with the macros of one product: whoever is on duty presses one, over a ticket of its own. */
export const supportDesks: Innocents = (world, requests) => {
  const { random } = world;
  const wanted = world.templates('application', /writing|summary|assistant|translation|extraction/);
  const { repository } = random.pick(wanted);
  const macros = random
    .shuffle(wanted.filter((one) => one.repository === repository))
    .slice(0, 3 + random.below(5))
    .map((one) => world.deploy(one));
  const desks = world.strangers(world.many(20), 'desks of support with macros', { agent: 'helpdesk/5.1' });
  for (const desk of desks)
    for (let left = heavy(random, perAccount(requests, desks.length)); left > 0;) {
      const ticket = `${world.item('short')}\n\n${world.item('dialogues')}`;
      let time = world.office(desk);
      for (let n = 1 + random.below(3); n > 0; n--, left--)
        world.send(desk, (time += 20 + random.exponential(120)), popular(random, macros), [ticket]);
    }
};

/** Branches of one chain with one app: the same few tasks each day when they open and close. */
export const franchise: Innocents = (world, requests) => {
  const { random, log } = world;
  const tasks = random
    .shuffle(world.templates('application', /writing|summary|assistant|extraction/))
    .slice(0, 2 + random.below(4))
    .map((one) => ({ tool: world.deploy(one), hour: 7 + random.below(15), isSame: random.chance(0.4) }));
  const days = Math.ceil(log.length / DAY);
  const branches = world.strangers(Math.max(5, Math.round(requests / days / tasks.length)), 'branches of a chain', {
    from: 0,
    until: 1,
    agent: 'branch-app/3.0',
    model: 'heron-4-mini',
    parameters: { temperature: 0.7 },
  });
  for (let day = 0; day < days; day++)
    for (const { tool, hour, isSame } of tasks) {
      const todays = world.picked(tool, world.material.pools[tool.pool]);
      for (const branch of branches)
        if (random.chance(0.93))
          world.send(
            branch,
            day * DAY + (hour - branch.zone) * 3600 + 900 * random.normal(),
            tool,
            isSame ? todays : world.picked(tool, world.material.pools[tool.pool]),
          );
    }
};

/** Content sites: each writes on its own subjects, some articles a day by a timer, a piece at a time. */
export const contentSites: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const { repository } = random.pick(world.templates('application', /writing/));
  const pieces = random
    .shuffle(world.templates('application', /writing|summary/).filter((one) => one.repository === repository))
    .slice(0, 1 + random.below(4))
    .map((one) => world.deploy(one));
  const sites = world.strangers(world.many(22), 'content sites with one plugin', { agent: 'WordPress/6.8; plugin' });
  for (const site of sites) {
    const subjects = world.ownItems('short', 40);
    const count = heavy(random, perAccount(requests, sites.length) / pieces.length);
    for (const begins of clientTimes(
      random,
      random.pick(material.clients),
      site.from * log.length,
      site.until * log.length,
      count,
    )) {
      const subject = random.pick(subjects);
      let time = begins;
      for (const piece of pieces) world.send(site, (time += 5 + random.exponential(20)), piece, [subject], 1.5);
    }
  }
};

/** Authors of a publisher of schoolbooks: each writes exercises or what solves them, a chapter at a time, by one prompt. */
export const authors: Innocents = (world, requests) => {
  const { random } = world;
  const tool = world.deploy(random.pick(world.templates('application', /quiz|tutor|reasoning|questions and answers/)));
  const people = world.strangers(world.many(12), 'authors of a publisher', { from: 0, until: 1, model: 'otter-large' });
  for (let left = requests; left > 0;) {
    const author = random.pick(people);
    const chapter = world.ownItems(random.pick(['problems', 'passages'] as const), 5 + random.below(20));
    world.burst(author, world.office(author), tool, chapter, random.pick([5, 60, 180]), 1.3);
    left -= chapter.length;
  }
};

/** Volunteers whose machines correct the pages of one archive: whoever is free takes the next page. */
export const volunteers: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const tool = world.tool('archive', /content|text/i);
  const people = world.strangers(world.many(18), 'volunteers at one archive', { agent: 'corrector/0.9' });
  for (const person of people) {
    const count = heavy(random, perAccount(requests, people.length));
    const [from, until] = [person.from * log.length, person.until * log.length];
    const times = random.chance(0.3)
      ? aroundTheClock(random, from, until, count)
      : conversations(random, material, log.length, person.zone, count).flat();
    for (const time of times) world.send(person, time, tool, world.around(tool, world.item('passages')), 0.8);
  }
};
