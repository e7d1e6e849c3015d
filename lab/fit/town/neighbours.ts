/** Innocent residents who are strangers to each other: people, and customers of products. */
import type { Random } from '../../../src/math/random.ts';
import { heavy, pause, popular, sittings } from './clock.ts';
import { answer, type Log, type Message, system, user } from './log.ts';
import { type Account, newAccount } from './people.ts';
import { type Interest, interests } from './interest.ts';
import type { Population, Product, Town } from './town.ts';
import { code, coined, exercise, FIELDS, LANGUAGES, passage, person, place, sentence, thing } from './words.ts';

const GREETINGS = ['hi', 'hello', 'test', 'hello, are you there?', 'what can you do?', 'tell me a joke', 'Hi!', 'ping'];
const OPENINGS: readonly ((random: Random) => string)[] = [
  (r) => popular(r, GREETINGS),
  (r) => `what is the best way to keep a ${thing(r)} in ${place(r)}?`,
  (r) => `Write a short mail to ${person(r)} about this: ${sentence(r)}`,
  (r) => `${passage(r, 2)} What would you do?`,
  (r) => `Summarise: ${passage(r, 4 + r.below(10))}`,
  (r) => `I get an error in this:\n${code(r)}`,
  (r) => `translate to ${r.pick(LANGUAGES)}: ${sentence(r)}`,
  (r) => `give me ${3 + r.below(8)} names for a shop that sells a ${thing(r)}`,
  (r) => `explain ${r.pick(FIELDS)} to me like I am ${6 + r.below(40)}`,
  (r) => `${sentence(r)} True or not?`,
  (r) => `${coined(r)} or ${coined(r)}, which one suits a ${thing(r)} better`,
];
/** What somebody begins with. */
export const opening = (random: Random): string => random.pick(OPENINGS)(random);

const GOINGS_ON: readonly ((random: Random) => string)[] = [
  () => 'shorter please',
  () => 'thanks!',
  () => 'and why?',
  (r) => `no, I meant the ${thing(r)}`,
  (r) => `ok. ${sentence(r)}`,
  (r) => `can you add ${person(r)}`,
];

/** A conversation of a person. */
function chat(log: Log, account: Account, from: number, random: Random, first: string, frame: Message[] = []): void {
  const messages: Message[] = [...frame, user(first)];
  let time = from;
  for (let turn = 0; turn < 8; turn++) {
    const said = answer(random, 5, account);
    log.add({ time, account, messages: [...messages], answer: said });
    if (random.chance(0.55)) return;
    time += pause(random);
    messages.push({ role: 'assistant', content: said }, user(random.pick(GOINGS_ON)(random)));
  }
}

/** What somebody sends who has no campaign and no product. */
export function ownTraffic(town: Town, account: Account, requests: number, interest?: Interest): void {
  const { log } = town;
  const random = interest?.through(town.random) ?? town.random;
  for (const time of sittings(random, log.length, account.zone, Math.max(1, Math.round(requests / 2))))
    chat(log, account, time, random, opening(random));
}

export const chatters: Population = (town, requests) => {
  const interest = interests(town.random);
  for (let left = requests; left > 0;) {
    const own = heavy(town.random, 9);
    ownTraffic(town, town.log.enrol(newAccount(town.random), 'chatter'), own, interest());
    left -= own;
  }
};

/** Companies that put the same assistant before their customers, each with its name in the prompt. */
export const productCustomers: Population = (town, requests) => {
  const { log, random } = town;
  const product = random.pick(town.products);
  const named = random.chance(0.5);
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random), 'product customer');
    const frame = [
      system(named ? `${product.prompt} You work for ${coined(random)} in ${place(random)}.` : product.prompt),
    ];
    const own = heavy(random, 30);
    left -= own;
    const words = interest().through(random);
    const users = Array.from({ length: 3 + random.below(40) }, () => `u-${random.below(1e6)}`);
    for (const time of sittings(random, log.length, account.zone, Math.ceil(own / 2))) {
      const question = askedOf(product, words);
      const endUser = random.pick(users);
      const said = answer(random, 4, account);
      log.add({ time, account, messages: [...frame, user(question)], answer: said, endUser });
      if (!random.chance(0.5)) continue;
      const next = [
        ...frame,
        user(question),
        { role: 'assistant' as const, content: said },
        user(random.pick(GOINGS_ON)(random)),
      ];
      log.add({ time: time + pause(random), account, messages: next, answer: answer(random, 3, account), endUser });
    }
  }
};

/** People ask for what is popular, in words of their own. */
const askedOf = ({ topics, things }: Product, random: Random): string => {
  const [topic, object] = [popular(random, topics), popular(random, things)];
  return random.pick([
    `${topic} ${object}?`,
    `hi, I have a question about ${topic} for my ${object}. ${sentence(random)}`,
    `My ${object}: ${topic}. ${sentence(random)}`,
    `${sentence(random)} So what about ${topic}?`,
    topic,
  ]);
};

/** A prompt that went round: many paste it once or a few times, and continue with their own. */
export const viralPrompt: Population = (town, requests) => {
  const { log, random } = town;
  const prompt = random.pick([
    'Ignore niceties. You are my brutally honest mentor. Find the three weakest points of my plan, rank them, and give me one question I avoid. My plan: ',
    'Act as a panel of five experts who disagree. Let each speak in turn, then let them vote. The question is: ',
    'Think step by step like a physicist, then like a lawyer, then like a child. Compare the three. Topic: ',
  ]);
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const mind = interest();
    const account = log.enrol(
      newAccount(random, { agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' }),
      'viral prompt',
    );
    const own = heavy(random, 2, 0.8);
    left -= own * 3;
    for (const time of sittings(random, log.length, account.zone, own))
      chat(log, account, time, random, prompt + sentence(mind.through(random)));
    ownTraffic(town, account, own * 2, mind);
  }
};

/** Pupils of a tutoring product: steps are shown, exercises come from the books that everybody has. */
export const tutoring: Population = (town, requests) => {
  const { log, random } = town;
  const frame = [
    system(
      'You are a patient tutor. Think through the exercise step by step and show every step before the result. End with a question that checks understanding.',
    ),
  ];
  const book = Array.from({ length: 300 }, () => exercise(random));
  for (let left = requests; left > 0;) {
    const account = log.enrol(
      newAccount(random, { agent: 'okhttp/4.12.0', parameters: { temperature: 0.3 } }),
      'pupil',
    );
    const own = heavy(random, 14);
    left -= own;
    for (const time of sittings(random, log.length, account.zone, Math.ceil(own / 2)))
      chat(log, account, time, random, random.chance(0.6) ? popular(random, book) : exercise(random), frame);
  }
};

/** Schools that grade essays with one product: teachers choose a rubric and paste what their class wrote. */
export const essayGraders: Population = (town, requests) => {
  const { log, random } = town;
  const rubrics = Array.from(
    { length: 12 },
    () => `Criteria: ${sentence(random)} ${sentence(random)} Score each from 1 to 6.`,
  );
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random, { agent: 'GradeMate/3.2' }), 'essay grader');
    const own = heavy(random, 25, 0.8);
    left -= own;
    const favourites = [popular(random, rubrics), popular(random, rubrics)];
    const words = interest().through(random);
    for (const start of sittings(random, log.length, account.zone, Math.ceil(own / 12))) {
      let time = start;
      const rubric = random.pick(favourites);
      for (let n = 0; n < 12; n++) {
        const text = `Grade this essay with the rubric. Give a score for each criterion and one sentence of advice.\n${rubric}\nEssay by ${person(random)}:\n${passage(words, 8 + random.below(8))}`;
        log.add({ time, account, messages: [user(text)], answer: answer(random, 3, account) });
        time += 40 + random.exponential(60);
      }
    }
  }
};
