/** Tasks that have nothing to do with a company: what people of chat apps ask, and what others ask where they should not. */
import type { Random } from '../../../../src/math/random.ts';
import { coinedName, givenName } from './names.ts';

const SUBJECTS = [
  ...['a lighthouse keeper', 'renewable energy', 'remote work', 'a lost umbrella', 'sorting algorithms', 'street food'],
  ...['the water cycle', 'a haunted library', 'electric buses', 'beekeeping', 'loneliness', 'binary trees', 'chess'],
  ...['a robot that paints', 'medieval trade', 'stage fright', 'school uniforms', 'plastic waste', 'marathon training'],
  ...['the stock market', 'a first date', 'volcanoes', 'unit tests', 'tax reform', 'a talking cat', 'city planning'],
  ...['antibiotics', 'grief', 'the silk road', 'home brewing', 'password security', 'migration of birds', 'ballet'],
  ...['a train in the snow', 'prime numbers', 'negotiation', 'urban gardens', 'deep learning', 'sourdough', 'kites'],
];
const FORMS = [
  ...['a poem', 'a short story', 'an e-mail', 'a LinkedIn post', 'a blog post', 'a speech', 'a product description'],
  ...['a limerick', 'a press release', 'a dialogue', 'a lesson plan', 'ten quiz questions', 'a song', 'a diary entry'],
  ...['an outline', 'a list of pros and cons', 'a cover letter', 'a summary for children', 'a tweet', 'a toast'],
];
const MANNERS = [
  ...[
    'in a formal tone',
    'in at most 120 words',
    'with a twist at the end',
    'for a twelve-year-old',
    'with three headings',
  ],
  ...['without the letter z', 'in British English', 'step by step', 'with two examples', 'as a table', 'that is funny'],
  ...['with sources', 'from two points of view', 'in the second person', 'as bullet points', 'in plain words'],
];
const CODE = [
  ...['Python function', 'SQL query', 'regular expression', 'bash script', 'React component', 'unit test', 'C++ class'],
  ...['spreadsheet formula', 'Dockerfile', 'JavaScript snippet'],
];
const JOBS = [
  ...['reverses the words of a sentence', 'finds duplicates in a list', 'parses dates', 'counts visitors per month'],
  ...[
    'validates an e-mail address',
    'merges two sorted arrays',
    'renames photos',
    'draws a bar chart',
    'retries a request',
  ],
  ...['groups orders by customer', 'removes blank lines', 'computes a moving average', 'detects a cycle in a graph'],
];

export interface Task {
  text: string;
  /** Words that the answer takes up. */
  about: string;
  sentences: number;
}

/** Ways to set a task; each draws its subject anew. */
const WAYS: readonly ((random: Random) => Task)[] = [
  (random) => {
    const subject = random.pick(SUBJECTS);
    return task(`Write ${random.pick(FORMS)} about ${subject} ${random.pick(MANNERS)}.`, subject, 8);
  },
  (random) => {
    const job = random.pick(JOBS);
    return task(`Write a ${random.pick(CODE)} that ${job}${random.chance(0.4) ? ' and explain it' : ''}.`, job, 6);
  },
  (random) => {
    const [a, b, c] = [2 + random.below(90), 3 + random.below(30), 2 + random.below(12)];
    const story = random.pick([
      `${givenName(random)} has ${a} apples and gives ${b} to each of ${c} friends, then buys ${a + c} more. How many are left?`,
      `A train travels ${a} km in ${b} minutes. How far does it get in ${c} hours?`,
      `If ${c}x + ${b} = ${a}, what is x? Show your work.`,
      `A shirt costs ${a}. After a discount of ${b}% and a tax of ${c}%, what is the price?`,
      `How many ways are there to seat ${c} people in ${b} chairs?`,
    ]);
    return task(story, 'the calculation', 4);
  },
  (random) => {
    const subject = random.pick(SUBJECTS);
    return task(
      `${random.pick(['Explain', 'What should I know about', 'Tell me about'])} ${subject} ${random.pick(MANNERS)}`,
      subject,
      6,
    );
  },
  (random) => {
    const subject = random.pick(SUBJECTS);
    const line = `${coinedName(random)} said that ${subject} would change ${random.pick(SUBJECTS)} within ${1 + random.below(9)} years.`;
    const order = random.pick([
      ...[
        'Translate into German',
        'Rewrite more politely',
        'Find the subject and the verb',
        'Classify the sentiment of',
      ],
      ...['Correct the grammar of', 'Is this fact or opinion', 'Continue this text', 'Extract all names from'],
    ]);
    return task(`${order}: "${line}"`, subject, 3);
  },
  (random) => {
    const subject = random.pick(SUBJECTS);
    return task(`Give me ${3 + random.below(12)} ideas for ${random.pick(FORMS)} on ${subject}`, subject, 6);
  },
  (random) => {
    const name = givenName(random);
    return task(`Pretend you are ${name}, who loves ${random.pick(SUBJECTS)}. How was your day?`, 'the day', 4);
  },
  (random) => {
    const [one, other] = [random.pick(SUBJECTS), random.pick(SUBJECTS)];
    return task(`What do ${one} and ${other} have in common?`, one, 4);
  },
];

const task = (text: string, about: string, sentences: number): Task => ({ text, about, sentences });

export const anyTask = (random: Random): Task => random.pick(WAYS)(random);

/** A task of one way of many, for those who make many of a kind. */
export const taskOfWay = (random: Random, way: number): Task => WAYS[way % WAYS.length]!(random);

const CLAUSES = [
  'It begins with {about}, and with what people make of it.',
  'Consider {subject}: the pattern is the same, only {n} times larger.',
  'First, set aside {n} minutes and write down what you see.',
  'That is why {about} is often compared with {subject}.',
  'Step {n}: check the result against the first line.',
  'There are {n} reasons for this, and the second one matters most.',
  'In other words, {about} is less about rules than about practice.',
  'For example, {name} once tried it with {subject}.',
  'The value is {n}, as {n} divides the whole evenly.',
  'Finally, repeat until {subject} no longer changes anything.',
  '"Maybe," said {name}, "but who would believe it?"',
  'A common mistake is to leave out {subject}.',
  'Return the list, and handle the empty case before the loop.',
];

/** What a model answers to a task. */
export function workedOut(random: Random, { about, sentences }: Task): string {
  const count = Math.max(1, Math.round(sentences * Math.exp(0.4 * random.normal())));
  return Array.from({ length: count }, () =>
    random.pick(CLAUSES).replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === 'about') return about;
      if (name === 'subject') return random.pick(SUBJECTS);
      return name === 'n' ? String(2 + random.below(60)) : givenName(random);
    }),
  ).join(random.chance(0.2) ? '\n' : ' ');
}
