/** Conversations: people who chat, characters that answer, models that play the user. */
import type { Random } from '../../../../src/math/random.ts';
import type { Draft, Exchange, Turn } from '../exchange.ts';
import { reply } from '../text/answers.ts';
import { capital, coined, type Subject } from '../text/lexicon.ts';
import { PROBLEM_KINDS, problem } from '../text/problems.ts';
import { spin } from '../text/spin.ts';
import { type Brief, length, settings, type Task } from './recipe.ts';

const FOLLOW_UPS = [
  '{and|ok,|so} what about $thing?',
  '{can you|please} {make it shorter|give an example|explain that again|put it in a table}',
  "{that's|this is} {wrong|not what I meant}{, I wanted $thing|}",
  '{thanks|great}{! Now $thing|, one more question: $thing}',
  '{why|how} {is|does} $thing',
  'continue',
];

/** What somebody types: now a proper question, now a few words. */
const typed = (random: Random, subject: Subject): string =>
  random.pick([
    () => problem(random, subject, random.pick(PROBLEM_KINDS)),
    () => subject.clause(random, 3 + random.below(9)),
    () =>
      `${random.pick(['hey', 'hi', 'Hello', 'pls', 'Quick question:'])} ${subject.clause(random, 4 + random.below(14))}`,
    () => subject.prose(random, length(random, 40)),
  ])();

interface Talk {
  system: string | undefined;
  /** Turns of the user. */
  turns: number;
  /** Words of an answer. */
  words: number;
  /** Turns that are sent again; older ones are dropped. */
  memory: number;
  draft: Draft['kind'];
}

const DEFAULT_PROMPTS = [
  'You are a helpful assistant.',
  'You are {a friendly|an honest|a witty} assistant called $name.',
  'You are $name, a large language model. {Be direct|Keep it short|Use markdown}.',
];

function talk(plan: Random, brief: Brief, { system, turns, words, memory, draft }: Talk): Draft {
  const parameters = settings(plan, { n: 1 });
  return {
    kind: draft,
    pace: 'human',
    requests: 0.5 + turns,
    ask({ content, random, manner, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      const so: Turn[] = [{ role: 'user', text: typed(content, subject) }];
      const count = Math.min(12, 1 + Math.floor(random.exponential(turns)));
      return Array.from({ length: count }, (): Exchange => {
        const text = reply(random, subject, length(random, words * brief.size), manner);
        const sent = so.slice(-memory);
        so.push(
          { role: 'assistant', text },
          {
            role: 'user',
            text: random.chance(0.5)
              ? spin(random, random.pick(FOLLOW_UPS)).replace('$thing', subject.thing(random))
              : typed(random, subject),
          },
        );
        return {
          ...(system === undefined ? {} : { system }),
          turns: sent[0]?.role === 'assistant' ? sent.slice(1) : sent,
          parameters,
          answers: [{ text }],
        };
      });
    },
  };
}

export const chat: Task = (plan, words, brief) =>
  talk(plan, brief, {
    system: plan.chance(0.6)
      ? spin(words, words.pick(DEFAULT_PROMPTS)).replace('$name', capital(coined(plan)))
      : undefined,
    turns: 0.5 + 3 * plan.next(),
    words: 60 + plan.below(120),
    memory: plan.pick([1, 5, 9, 99, 99]),
    draft: 'chat',
  });

export const character: Task = (plan, words, brief) => {
  const subject = plan.pick(brief.subjects);
  const card = `${capital(coined(plan))}, ${spin(words, '{keeper|guard|merchant|witch|captain|innkeeper} {of|from}')} ${capital(coined(plan))}`;
  const rules = spin(
    words,
    '{Stay in character|Never break character}. {Answer in one or two lines|Speak in an old tongue|Keep the plot moving}.',
  );
  return talk(plan, brief, {
    system: `${spin(words, '{You are|Play|Roleplay as}')} ${card}. ${subject.prose(words, length(plan, 50 * brief.size))} ${rules}`,
    turns: 1 + 4 * plan.next(),
    words: 18 + plan.below(40),
    memory: plan.pick([3, 7, 15]),
    draft: 'character',
  });
};

const PLAYED = [
  '{You are|Play|Simulate} {the user|a customer|a student} {in|of} a conversation with an {assistant|AI}. {Write only the next message|Ask one thing at a time}.',
  '{Continue|Extend} the {dialogue|conversation} {as the human|as both sides}. {Stay on|Do not leave} the topic.',
  '{Take turns|Alternate} as {teacher and pupil|user and assistant}.',
];

/** A model that speaks with a model: the roles change from request to request. */
export const selfPlay: Task = (plan, words, brief) => {
  const asUser = spin(words, words.pick(PLAYED));
  const asModel = plan.chance(0.5) ? 'You are a helpful assistant.' : undefined;
  const rounds = 2 + plan.below(4);
  const parameters = settings(plan, { n: 1 });
  return {
    kind: 'self-play',
    pace: 'machine',
    requests: rounds * 2,
    ask({ content, random, manner, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      const said: string[] = [problem(content, subject, content.pick(PROBLEM_KINDS))];
      return Array.from({ length: rounds * 2 }, (_, at): Exchange => {
        const user = at % 2 === 1;
        const text = user ? typed(random, subject) : reply(random, subject, length(random, 80 * brief.size), manner);
        const turns = said.map((one, which): Turn => ({
          role: (which % 2 === 0) !== user ? 'user' : 'assistant',
          text: one,
        }));
        const system = user ? asUser : asModel;
        said.push(text);
        return {
          ...(system === undefined ? {} : { system }),
          turns: turns[0]?.role === 'assistant' ? [{ role: 'user', text: 'Begin.' }, ...turns] : turns,
          parameters,
          answers: [{ text }],
        };
      });
    },
  };
};

/** Hardly a request: is the service there? */
export const probe: Task = (plan, words) => {
  const text = spin(
    words,
    words.pick(['ping', '{hi|Hello|test}', 'Say {OK|pong|hello}.', 'What is {2+2|1+1}?', '{Reply with|Return} {OK|1}']),
  );
  const parameters = settings(plan, { n: 1, max_tokens: plan.pick([1, 5, 16]) });
  const answer = plan.pick(['OK', 'pong', '4', 'Hello! How can I help you today?']);
  return {
    kind: 'probe',
    pace: 'machine',
    requests: 1,
    ask: () => [{ turns: [{ role: 'user', text }], parameters, answers: [{ text: answer }] }],
  };
};
