/** Innocent residents who are strangers to each other and share a program that puts their own text into its prompt. */
import { aroundTheClock, daily, heavy, popular, sittings } from './clock.ts';
import { answer, type Message, system, user } from './log.ts';
import { interests } from './interest.ts';
import { newAccount } from './people.ts';
import type { Population } from './town.ts';
import { code, coined, passage, sentence } from './words.ts';

/** Users of a public program that puts their own text into its prompt. */
export const toolUsers: Population = (town, requests) => {
  const { log, random } = town;
  const frames = random
    .shuffle([
      'You are an expert at writing commit messages. Write one in the imperative mood, at most 72 characters, for this diff. Reply with the message alone.\n\n',
      'Review the following pull request. List bugs first, then style. Quote the line for each remark.\n\n',
      'Write unit tests for the code below. Cover edge cases. Use the framework that the code uses.\n\n',
      'Explain this log excerpt to an operator who is on call. Say what to do next.\n\n',
    ])
    .slice(0, 1 + random.below(3));
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random, random.chance(0.7) ? { agent: 'aider-like/0.9' } : {}), 'tool user');
    const own = heavy(random, 15, 1.2);
    left -= own;
    // People come back to the same file.
    const words = interest().through(random);
    const files = Array.from({ length: 1 + Math.ceil(own * random.next()) }, () => code(words));
    for (const time of sittings(random, log.length, account.zone, own)) {
      const text = `${popular(random, frames)}${popular(random, files)}${random.chance(0.7) ? `\n${code(words)}` : ''}`;
      log.add({
        time,
        account,
        messages: [user(text)],
        answer: answer(random, 2, account),
        parameters: { temperature: 0.2 },
      });
    }
  }
};

/** Workflows of a no-code tool, the same for all who took one from its gallery; they run by the clock. */
export const workflows: Population = (town, requests) => {
  const { log, random } = town;
  const gallery = Array.from(
    { length: 5 },
    (_, n) =>
      [
        `Classify the incoming message as one of: question, complaint, order, other. Return JSON.\nMessage: `,
        `Extract name, date and amount from this mail as JSON.\nMail: `,
        `Write a friendly reply of three sentences in the tone of our brand.\nTicket: `,
        `Turn these notes into a post for our page, with two hashtags.\nNotes: `,
        `Summarise today's tickets in five bullets for the manager.\nTickets: `,
      ][n]!,
  );
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(newAccount(random, { agent: 'flowbuilder/2.1', zone: 0 }), 'workflow');
    const chosen = random.shuffle([...gallery]).slice(0, 1 + random.below(2));
    const perRun = heavy(random, 4, 0.7);
    const words = interest().through(random);
    const times = random.chance(0.5)
      ? daily(random, log.length, random.below(24), perRun)
      : aroundTheClock(random, 0, log.length, Math.round((perRun * log.length) / 86_400));
    left -= times.length;
    for (const time of times) {
      const text = `${random.pick(chosen)}${passage(words, 1 + random.below(5))}`;
      log.add({
        time,
        account,
        messages: [user(text)],
        answer: answer(random, 1, account),
        parameters: { temperature: 0 },
      });
    }
  }
};

/** Users of a coding agent: one long system prompt, loops of turns over their own files. */
export const agentUsers: Population = (town, requests) => {
  const { log, random } = town;
  const frame = system(
    'You are a coding agent in a terminal. Work on the task until it is done. Use one tool call in each turn and wait for its result. Never guess file contents. Answer with a tool call as JSON or with DONE.',
  );
  const interest = interests(random);
  for (let left = requests; left > 0;) {
    const account = log.enrol(
      newAccount(random, { agent: 'termagent/1.4.2', parameters: { temperature: 0 } }),
      'agent user',
    );
    const tasks = heavy(random, 4);
    const words = interest().through(random);
    for (const start of sittings(random, log.length, account.zone, tasks)) {
      const messages: Message[] = [
        frame,
        user(`Task: ${sentence(words)} Fix it in ${coined(random).toLowerCase()}.py`),
      ];
      let time = start;
      const turns = heavy(random, 6, 0.6);
      left -= turns;
      for (let turn = 0; turn < turns; turn++) {
        const said = `{"tool":"read","path":"${coined(random).toLowerCase()}.py"}`;
        log.add({ time, account, messages: [...messages], answer: said });
        messages.push({ role: 'assistant', content: said }, user(`Result:\n${code(words)}`));
        time += 4 + random.exponential(12);
      }
    }
  }
};
