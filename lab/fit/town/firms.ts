/** Residents who have something to do with each other without harm: a firm's keys, a class, teams that evaluate, resellers. */
import { aroundTheClock, heavy, pause, popular, sittings } from './clock.ts';
import { answer, user } from './log.ts';
import { interests } from './interest.ts';
import { opening, ownTraffic } from './neighbours.ts';
import { type Account, keysOf, newAccount } from './people.ts';
import type { Population, Town } from './town.ts';
import { code, coined, exercise, LANGUAGES, passage, person, sentence } from './words.ts';

/** One firm that takes fields out of documents, day and night, with many keys. */
export const keyPool: Population = (town, requests) => {
  const { log, random } = town;
  const keys = keysOf(random, 5 + random.below(30), { parameters: { temperature: 0 } });
  for (const key of keys) log.enrol(key, 'key pool');
  const prompts = [
    'Extract the parties, the dates and all amounts from the document below. Answer with JSON only, null for what is missing.\n---\n',
    'Does the document below name a guarantor? Answer yes or no and quote the sentence.\n---\n',
  ];
  for (const time of aroundTheClock(random, 0, log.length, requests)) {
    const text = `${popular(random, prompts)}${passage(random, 6 + random.below(12))}`;
    const account = random.pick(keys);
    log.add({ time, account, messages: [user(text)], answer: answer(random, 1, account) });
  }
};

/** A class that works on the same tasks in the same weeks, each with an own account. */
export const course: Population = (town, requests) => {
  const { log, random } = town;
  const pupils = 25 + random.below(90);
  const tasks = Array.from({ length: 4 + random.below(5) }, () => `${exercise(random)} Hand in a program and a proof.`);
  const each = Math.max(3, Math.round(requests / pupils));
  for (let n = 0; n < pupils; n++) {
    const account = log.enrol(newAccount(random, { zone: 1 }), 'class');
    for (const time of sittings(random, log.length, 1, heavy(random, each, 0.7))) {
      const task = tasks[Math.min(tasks.length - 1, Math.floor((time / log.length) * tasks.length))] ?? tasks[0]!;
      const text = random.chance(0.4) ? task : `${task}\nHere is what I have:\n${code(random)}\n${sentence(random)}`;
      log.add({ time, account, messages: [user(text)], answer: answer(random, 8, account) });
    }
  }
};

/** A team that runs its own questions on each model again and again. */
export const evaluationTeam: Population = (town, requests) => {
  const { log, random } = town;
  const keys = keysOf(random, 3 + random.below(8), { parameters: { temperature: 0, max_tokens: 512 } });
  for (const key of keys) log.enrol(key, 'evaluation team');
  const questions = Array.from({ length: 80 + random.below(150) }, () => exercise(random));
  const runs = Math.max(1, Math.round(requests / questions.length));
  for (let run = 0; run < runs; run++) {
    let time = (log.length * (run + 0.3 * random.next())) / runs;
    const model = random.pick(['otter-large', 'heron-4', 'heron-4-mini']);
    for (const question of questions) {
      const text = `Answer the question. Put the final answer on the last line after "ANSWER:".\n\n${question}`;
      const account = random.pick(keys);
      log.add({ time, account, messages: [user(text)], answer: answer(random, 3, account), model });
      time += 1 + random.exponential(2);
    }
  }
};

/** Strangers who each run the same public set of questions, once or a few times. */
export const publicBenchmark: Population = (town, requests) => {
  const { log, random } = town;
  const questions = Array.from({ length: 60 + random.below(120) }, () => exercise(random));
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random), 'public benchmark');
    const runs = 1 + random.below(2);
    for (let run = 0; run < runs; run++) {
      let time = random.next() * log.length;
      for (const question of questions) {
        const text = `Question: ${question}\nThink first. Then answer with a single line.`;
        log.add({
          time,
          account,
          messages: [user(text)],
          answer: answer(random, 4, account),
          parameters: { temperature: 0 },
        });
        time += 2 + random.exponential(3);
      }
    }
    ownTraffic(town, account, heavy(random, 6));
    left -= runs * questions.length;
  }
};

/** Translators of one agency, each with an own key, on shifts, with the agency's glossary. */
export const agency: Population = (town, requests) => {
  const { log, random } = town;
  const keys = keysOf(random, 6 + random.below(14), { parameters: { temperature: 0.1 } });
  const glossary = Array.from({ length: 8 }, () => `${coined(random)} = ${coined(random)}`).join('; ');
  for (const key of keys) {
    log.enrol({ ...key }, 'agency');
    const language = random.pick(LANGUAGES);
    for (const time of sittings(random, log.length, key.zone, Math.round(requests / keys.length))) {
      const text = `Translate for our client into ${language}. Keep names. Glossary: ${glossary}\n\nSegment:\n${passage(random, 1 + random.below(4))}`;
      log.add({ time, account: key, messages: [user(text)], answer: answer(random, 3, key) });
    }
  }
};

/** A permitted team of one customer that makes training data in the open. */
export const dataTeam: Population = (town, requests) => {
  const { log, random } = town;
  const keys = keysOf(random, 2 + random.below(6), { parameters: { temperature: 1 } });
  for (const key of keys) log.enrol(key, 'data team', 'authorised');
  for (const time of aroundTheClock(random, 0.2 * log.length, 0.8 * log.length, requests)) {
    const text = `Write a dialogue between a customer and ${person(random)} of support about this case, for our classifier.\nCase: ${passage(random, 2)}`;
    const account = random.pick(keys);
    log.add({ time, account, messages: [user(text)], answer: answer(random, 6, account) });
  }
};

/** A reseller: its customers' requests go out under whichever key is free, and conversations continue under another. */
export const reseller: Population = (town, requests) => {
  const { log, random } = town;
  const keys = keysOf(random, 5 + random.below(25), { agent: 'one-gate/0.6' }).map(
    ({ organisation: _, ...key }) => key,
  );
  for (const key of keys) log.enrol(key, 'reseller', 'relay');
  resold(town, keys, requests);
};

/** Requests of many customers with programs, clocks and settings of their own, spread over the accounts of one seller. */
export function resold(town: Town, keys: readonly Account[], requests: number): void {
  const { log, random } = town;
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const customer = newAccount(random);
    const words = interest().through(random);
    const own = heavy(random, 12, 1.2);
    left -= own;
    const app = random.chance(0.4)
      ? `${passage(random, 2)} Reply in the tone of ${coined(random)}.\nInput: `
      : undefined;
    for (const start of sittings(random, log.length, customer.zone, Math.ceil(own / 2))) {
      const messages = [user(app === undefined ? opening(words) : `${app}${sentence(words)}`)];
      let time = start;
      do {
        const said = answer(random, 4, customer);
        const { parameters, model } = customer;
        log.add({ time, account: random.pick(keys), messages: [...messages], answer: said, parameters, model });
        messages.push({ role: 'assistant', content: said }, user(sentence(words)));
        time += pause(random);
      } while (app === undefined && random.chance(0.45));
    }
  }
}
