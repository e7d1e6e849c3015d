/** Innocent strangers whose programs were written by somebody else, and send what its author wrote about what is public. */
import { heavy, popular, sittings } from './clock.ts';
import { answer, system, user } from './log.ts';
import { interests } from './interest.ts';
import { ownTraffic } from './neighbours.ts';
import { newAccount } from './people.ts';
import type { Population } from './town.ts';
import { coined, exercise, passage, sentence, thing } from './words.ts';

const DAY = 86_400;
const ASKS = [
  'Think about what it means for us, step by step, then give a score from -5 to 5.',
  'List what speaks for it and what against. End with BUY, HOLD or SELL.',
  'Answer as JSON with "summary", "risk" and "reason".',
  'Name the three consequences that others would miss, each with a reason.',
  'Criticise the analysis below, and write a better one.',
  'Write a short report for the others of the desk.',
] as const;

/** A starter kit: whoever installs it gets its agents, which read the same public feed and pass it on to each other. */
export const starterKit: Population = (town, requests) => {
  const { log, random } = town;
  const name = coined(random);
  const agents = Array.from(
    { length: 2 + random.below(7) },
    () => `You are the ${thing(random)} agent of ${name}. ${passage(random, 2)} ${random.pick(ASKS)}`,
  );
  const perDay = 2 + random.below(12);
  const feed = Array.from({ length: Math.ceil((perDay * log.length) / DAY) }, (_, at) => ({
    time: ((at + random.next()) * DAY) / perDay,
    text: passage(random, 1 + random.below(5)),
  }));
  const kit = { agent: random.pick(['python-requests/2.32.3', `${name.toLowerCase()}/0.3`, 'OpenAI/Python 1.58.1']) };
  const inSystem = random.chance(0.5);
  const reading = random.chance(0.6);
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const keepsSettings = random.chance(0.8);
    const account = log.enrol(
      newAccount(random, { ...kit, ...(keepsSettings && { parameters: { temperature: 0.7 } }) }),
      'starter kit',
    );
    const chosen = random.chance(0.5) ? agents : random.shuffle([...agents]).slice(0, 1 + random.below(agents.length));
    const runs = heavy(random, 25, 1);
    const installed = random.next() * log.length;
    const every = Math.max(0.2, heavy(random, 6, 0.8)) * 3600;
    const words = interest().through(random);
    const watched = Array.from({ length: 1 + random.below(6) }, () => thing(words));
    let sent = 0;
    for (let time = installed; time < log.length && sent < runs; time += every * (0.9 + 0.2 * random.next())) {
      const news = feed.filter((item) => item.time <= time && item.time > time - every);
      const texts = reading ? news.map(({ text }) => text) : [`About the ${random.pick(watched)}: ${sentence(words)}`];
      for (const text of texts) {
        let from = time + random.exponential(300);
        let before = '';
        for (const prompt of chosen) {
          const message = before === '' ? text : `${text}\nEarlier analysis: ${before}`;
          const messages = inSystem ? [system(prompt), user(message)] : [user(`${prompt}\n\n${message}`)];
          before = answer(random, 4, account);
          log.add({ time: from, account, messages, answer: before });
          from += 3 + random.exponential(10);
          sent++;
        }
      }
    }
    left -= sent;
    if (random.chance(0.5)) {
      ownTraffic(town, account, sent / 2);
      left -= sent / 2;
    }
  }
};

/** A notebook of a course or a contest: many run its cells, over the rows of a file that all have. */
export const notebook: Population = (town, requests) => {
  const { log, random } = town;
  const rows = Array.from({ length: 80 + random.below(300) }, () =>
    random.chance(0.5) ? exercise(random) : passage(random, 2),
  );
  const cells = Array.from({ length: 1 + random.below(4) }, () => `${sentence(random)} ${random.pick(ASKS)}\n\nRow: `);
  const launch = random.next() * 0.5 * log.length;
  const spread = (0.1 + 0.9 * random.next()) * (log.length - launch);
  for (let left = requests; left > 0;) {
    const account = log.enrol(
      newAccount(random, { from: 0, until: 1, parameters: { temperature: 0.7, max_tokens: 1024 } }),
      'notebook user',
    );
    let time = launch + random.next() * spread;
    const shuffles = random.chance(0.2);
    const asks = cells.map((cell) => (random.chance(0.2) ? `${sentence(random)} ${cell}` : cell));
    let own = 0;
    for (const cell of asks) {
      const list = (shuffles ? random.shuffle([...rows]) : rows).slice(0, heavy(random, 12, 1.2));
      for (const row of list) {
        log.add({ time, account, messages: [user(`${cell}${row}`)], answer: answer(random, 5, account) });
        time += 2 + random.exponential(4);
        own++;
      }
      time += random.exponential(0.5 * DAY);
      if (random.chance(0.3)) break;
    }
    left -= own;
    if (random.chance(0.4)) ownTraffic(town, account, heavy(random, 6));
  }
};

/** A service that watches models for its customers with their keys: the same few prompts, over and over. */
export const probes: Population = (town, requests) => {
  const { log, random } = town;
  const prompts = Array.from({ length: 3 + random.below(8) }, () => exercise(random));
  const customers = 6 + random.below(40);
  const each = Math.max(5, requests / customers);
  for (let n = 0; n < customers; n++) {
    const account = log.enrol(
      newAccount(random, { agent: 'probe/2.0', parameters: { temperature: 0 } }),
      'quality monitor',
    );
    const own = heavy(random, each, 0.5);
    const phase = random.next();
    for (let at = 0; at < own; at++) {
      const time = ((at + phase + 0.02 * random.next()) * log.length) / own;
      log.add({ time, account, messages: [user(prompts[at % prompts.length]!)], answer: answer(random, 3, account) });
    }
    if (random.chance(0.5)) ownTraffic(town, account, heavy(random, 15));
  }
};

/** Owners of sites who use one plugin, each in words of their own brand, in batches over what they sell. */
export const sitePlugin: Population = (town, requests) => {
  const { log, random } = town;
  const ask = `${random.pick(['Write a description for the shop', 'Write title and description for search engines', 'Answer the review'])}. ${sentence(random)}`;
  const plugin = coined(random).toLowerCase();
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random, { agent: `${plugin}-plugin/5.1` }), 'site plugin');
    const brand = `${ask} Our voice: ${sentence(random)}`;
    const own = heavy(random, 20, 1);
    left -= own;
    const words = interest().through(random);
    const things = Array.from({ length: own }, () => `${thing(words)}, ${sentence(words)}`);
    for (const start of sittings(random, log.length, account.zone, Math.ceil(own / 15))) {
      let time = start;
      for (let n = 0; n < 15 && things.length > 0; n++) {
        const text = `${brand}\nProduct: ${random.chance(0.1) ? popular(random, things) : things.pop()!}`;
        log.add({ time, account, messages: [user(text)], answer: answer(random, 3, account) });
        time += 2 + random.exponential(5);
      }
    }
  }
};
