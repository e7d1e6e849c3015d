/** Work that writes: copy, continuations, lessons. */
import { reply } from '../text/answers.ts';
import { capital, coined } from '../text/lexicon.ts';
import { problem } from '../text/problems.ts';
import { letter } from '../text/tables.ts';
import { type Recipe, length } from './recipe.ts';

export const compose: Recipe = {
  kind: 'compose',
  phrases: {
    roles: ['You are {a copywriter|a content writer|a marketing assistant|a ghost writer}.', 'You write for $firm.'],
    asks: [
      '{Write|Draft} {a post|an e-mail|a product text|a newsletter|a headline} about $thing{ for $firm|}.',
      '{Improve|Polish|Shorten} {this|the following} {draft|text}.',
      '{Reply|Respond} {politely|briefly} to {this|the} {message|review}.',
    ],
    rules: [
      'Tone: {friendly|confident|formal|playful}.',
      '{Include|End with} {a call to action|hashtags|a question}.',
      '{Under|About} {60|100|150} words.',
    ],
  },
  items(plan, { size }) {
    const firm = capital(coined(plan));
    const given = plan.chance(0.6);
    return ({ content }, subject) => ({
      parts: given ? [['Draft', letter(content, subject, length(content, 55 * size))]] : [],
      values: { firm, thing: subject.thing(content) },
      answer: ({ random, manner }) => reply(random, subject, length(random, 95 * size), manner),
    });
  },
};

export const proceed: Recipe = {
  kind: 'proceed',
  phrases: {
    roles: [
      'You {continue|complete} {texts|stories|answers|code}.',
      'You are a {novelist|completion engine|co-author}.',
    ],
    asks: [
      '{Continue|Complete|Finish} {the text|this answer|the passage} {from where it stops|in the same style|}.',
      '{Here is|This is} {the start of a response|a partial answer|an unfinished draft}. {Go on|Complete it}.',
    ],
    rules: [
      'Do not repeat {what is there|the beginning}.',
      '{Keep|Match} {voice|style|language}.',
      '{Write|Add} {one paragraph|about 200 words}.',
    ],
  },
  items(_, { size }) {
    return ({ content }, subject) => {
      const begun = subject.prose(content, length(content, 60 * size));
      return {
        parts: [['Text', begun.slice(0, Math.ceil(begun.length * (0.5 + 0.5 * content.next())))]],
        answer: ({ random }) => subject.prose(random, length(random, 130 * size)),
      };
    };
  },
};

export const quiz: Recipe = {
  kind: 'quiz',
  phrases: {
    roles: [
      'You are {a teacher|an exam writer|a tutor} {of|for} $field.',
      'You make {flash cards|worksheets|quizzes}.',
    ],
    asks: [
      '{Write|Make} {five questions|a quiz|flash cards} {on|about} $thing{ with answers|}.',
      '{Explain|Teach} $thing {to a pupil|with an exercise}.',
    ],
    rules: [
      'Level: {beginner|secondary school|university}.',
      '{Give|Mark} the correct {answer|option}.',
      'Format: {JSON|Q and A|markdown}.',
    ],
  },
  items(plan, { size }) {
    const passage = plan.chance(0.4);
    return ({ content }, subject) => ({
      parts: passage ? [['Material', subject.prose(content, length(content, 100 * size))]] : [],
      values: { field: subject.field, thing: subject.thing(content) },
      answer: ({ random }) =>
        Array.from(
          { length: 3 + random.below(4) },
          (_, at) => `${at + 1}. ${problem(random, subject, 'choice')}\nAnswer: ${random.pick(['A', 'B', 'C', 'D'])}`,
        ).join('\n\n'),
    });
  },
};
