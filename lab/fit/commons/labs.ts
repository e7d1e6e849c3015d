/** Users of what is public: labs that grade their own models by one benchmark, courses and notebooks whose users bring work of their own. */
import type { Random } from '../../../src/math/random.ts';
import { heavy, sittings } from '../town/clock.ts';
import { answer, type Message, system, user } from '../town/log.ts';
import { ownTraffic } from '../town/neighbours.ts';
import { newAccount } from '../town/people.ts';
import type { Town } from '../town/town.ts';
import { code, coined, exercise, passage, sentence, thing } from '../town/words.ts';

/**
 * A public benchmark: its items, and what its harness puts around them. `{question}` is filled with an item, `{answer}` with that of the
 * user's own model, where one is graded, and each `{option}` with one of the answers to choose from.
 */
export interface Benchmark {
  name: string;
  system?: string;
  user: string;
  /** Made up where there are none. */
  items?: readonly string[];
}

/** How many users, and how many models each of them has, at most. */
export interface Users {
  users: number;
  models: number;
}

const DAY = 86_400;
const MOST = 7000;

const SCALES = ['from 1 to 10', 'from 0 to 5', 'as PASS or FAIL', 'as A, B or C'] as const;
const ASKED = [
  'You are a strict examiner. Read the question and the answer of a model, think about what a complete answer would hold, then grade it',
  'Compare what the assistant wrote with what was asked. Be as objective as possible, do not let length sway you, and rate the response',
  'Evaluate the response below. Explain in a few sentences what is right and what is wrong, and then give your verdict',
  'Act as the referee of a contest between language models. Look for errors of fact and of reasoning, and score the answer',
] as const;
const FORMS = [
  '\n\n[Question]\n{question}\n\n[Answer of the model]\n{answer}\n\n[End of the answer]\nVerdict:',
  '\n\n## Task\n{question}\n\n## Response\n{answer}\n\nReply as JSON with "reason" and "grade".',
  '\n\n<question>\n{question}\n</question>\n<response>\n{answer}\n</response>\nThink step by step, then finish with [[grade]].',
] as const;

/** A benchmark that nobody has published. */
export function drawnBenchmark(random: Random): Benchmark {
  const asked = `${random.pick(ASKED)} ${random.pick(SCALES)}. ${sentence(random)}`;
  const form = random.pick(FORMS);
  return {
    name: coined(random),
    ...(random.chance(0.4) ? { system: asked, user: form.trimStart() } : { user: asked + form }),
  };
}

const drawnItems = (random: Random): string[] =>
  Array.from({ length: 80 + random.below(320) }, () =>
    random.chance(0.6)
      ? exercise(random)
      : `${sentence(random)} ${sentence(random)} Write about it for a reader who is new to it.`,
  );

/** @param options the answers to choose from, in the order of this user */
const filled = (text: string, question: string, own: string, options: readonly string[]): string => {
  let at = 0;
  return text
    .replaceAll('{option}', () => options[at++ % options.length]!)
    .replaceAll('{question}', () => question)
    .replaceAll('{answer}', () => own);
};

/** Labs, each of which has the answers of its own models graded: one after the other, or item by item. */
export function labs(town: Town, benchmark: Benchmark, { users, models }: Users): void {
  const { log, random } = town;
  const most = Math.max(40, Math.floor(MOST / (users * models)));
  const items = (benchmark.items ?? drawnItems(random)).slice(0, most);
  const options = new Map(items.map((item) => [item, Array.from({ length: 4 }, () => sentence(random))]));
  for (let n = 0; n < users; n++) {
    const account = log.enrol(
      newAccount(random, { from: 0, until: 1, parameters: { temperature: 0 } }),
      'benchmark user',
    );
    const own = Array.from({ length: 1 + random.below(models) }, () => ({ verbosity: 0.5 + random.next() }));
    // Some stop early or take a part, and some begin again where a run broke off.
    const list = random.chance(0.15) ? items.slice(0, Math.ceil(items.length * (0.4 + 0.6 * random.next()))) : items;
    const isItemByItem = random.chance(0.3);
    // Some harnesses put the answers to choose from in an order by chance.
    const turned = random.chance(0.5) ? 1 + random.below(3) : 0;
    const grade = (question: string, model: { verbosity: number }, time: number): void => {
      const text = filled(
        benchmark.user,
        question,
        passage(random, Math.max(1, Math.round(heavy(random, 4, 0.5) * model.verbosity))),
        [...options.get(question)!.slice(turned), ...options.get(question)!.slice(0, turned)],
      );
      const messages: Message[] = [...(benchmark.system === undefined ? [] : [system(benchmark.system)]), user(text)];
      log.add({ time, account, messages, answer: answer(random, 4, account) });
    };
    let time = random.next() * 0.9 * log.length;
    const step = (): number => (time += 1.5 + random.exponential(4));
    if (isItemByItem) for (const question of list) for (const model of own) grade(question, model, step());
    else
      for (const model of own) {
        const from = random.chance(0.1) ? random.below(list.length) : list.length;
        for (const question of [...list.slice(0, from), ...list.slice(Math.max(0, from - 5))])
          grade(question, model, step());
        time += random.exponential(DAY);
      }
    if (random.chance(0.6)) ownTraffic(town, account, heavy(random, 40));
  }
}

/** A course: the same exercises in the same weeks, with the pupil's own work. */
export function courseWork(town: Town, { users }: Users): void {
  const { log, random } = town;
  const tasks = Array.from({ length: 8 + random.below(16) }, () => exercise(random));
  const frame = `You are the tutor of ${coined(random)}. Do not give the solution away. ${sentence(random)} Look at the exercise and at what I have, and tell me what to do next.`;
  for (let n = 0; n < users; n++) {
    const account = log.enrol(newAccount(random, { zone: 1, from: 0, until: 1 }), 'pupil');
    for (const [week, task] of tasks.entries()) {
      if (random.chance(0.15)) continue;
      const [from, length] = [(log.length * week) / tasks.length, log.length / tasks.length];
      const tries = 1 + random.below(3);
      const first = from + sittings(random, length, account.zone, 1)[0]!;
      for (let at = 0; at < tries; at++) {
        const time = first + at * random.exponential(1800);
        const text = `${frame}\n\nExercise: ${task}\n\nWhat I have:\n${code(random)}\n${sentence(random)}`;
        log.add({ time, account, messages: [user(text)], answer: answer(random, 6, account) });
      }
    }
    if (random.chance(0.5)) ownTraffic(town, account, heavy(random, 12));
  }
}

/** A notebook that many run: its questions, each over a file of the user's own. */
export function notebookOverOwnFile(town: Town, { users }: Users): void {
  const { log, random } = town;
  const questions = Array.from(
    { length: 30 + random.below(90) },
    () => `${sentence(random)} What does that say of the ${thing(random)}?`,
  );
  const frame = `Answer from the table alone, as a data analyst would. ${sentence(random)}`;
  for (let n = 0; n < users; n++) {
    const account = log.enrol(
      newAccount(random, { from: 0, until: 1, parameters: { temperature: 0.1 } }),
      'notebook user',
    );
    const table = Array.from({ length: 4 }, () => `${thing(random)}, ${sentence(random)}`).join('\n');
    for (
      let [time, at] = [random.next() * 0.95 * log.length, 0];
      at < questions.length;
      at++, time += 3 + random.exponential(6)
    )
      log.add({
        time,
        account,
        messages: [user(`${frame}\n\nTable of ${account.id.slice(0, 6)}:\n${table}\n\nQuestion: ${questions[at]!}`)],
        answer: answer(random, 3, account),
      });
    if (random.chance(0.4))
      for (const time of sittings(random, log.length, account.zone, heavy(random, 5)))
        log.add({ time, account, messages: [user(sentence(random))], answer: answer(random, 3, account) });
  }
}
