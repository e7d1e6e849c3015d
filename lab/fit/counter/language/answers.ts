/** What assistants answer: facts about a matter that stay the same, in words that do not. */
import { Random } from '../../../../src/math/random.ts';
import { filled, type Matter, titleOf } from './matter.ts';

const OPENINGS = [
  'Happy to help!',
  'Thanks for your question.',
  'Good question.',
  'I understand.',
  'Sure.',
  'Let me explain.',
  'I am sorry for the trouble.',
  'Here is what I found.',
  'Of course!',
  '',
  '',
];
const CLOSINGS = [
  'Is there anything else I can do for you?',
  'Let me know if that helps.',
  'You can also reach us by phone from 8 to 18.',
  'Would you like me to go on?',
  'I hope that helps!',
  '',
  '',
  '',
];
const FACTS = [
  'For the {thing}, the {aspect} depends on the {kind} version and starts at {n}.',
  'You will find this under Settings, then {menu}.',
  'It usually takes {n} to {m} working days.',
  'The fee is {n}.{m} and is charged once.',
  'If {circumstance}, please have your documents ready.',
  'This applies to {head} and {head2} alike.',
  'Since the last update the rule is {n} days, and {m} days for members.',
  'You can {errand} in the app or at any of our {n} locations.',
  'Restart it, wait for {n} minutes, and try once more.',
  'The {kind} {head} is the exception: there the limit is {m}.',
  'It is mainly about {idea}, which means that {n} in {m} cases are treated the same.',
  'Please note that section {n}.{m} of our terms applies.',
  'Most people choose the {kind} {head} for that.',
  'The {aspect} is printed on the label, next to the code {n}{m}.',
  'An important part of this is {idea}.',
  'When {circumstance}, the deadline is extended by {n} weeks.',
  'First check whether it {trouble}; that changes what to do.',
  'In short: step {n} is optional and step {m} is not.',
  'Keep it below {n}{m} degrees and away from children.',
  'To {errand}, confirm the code that we send to you within {m} minutes.',
];
const MENUS = ['Account', 'Orders', 'My plan', 'Documents', 'Security', 'Support', 'Profile', 'Contracts', 'Progress'];
const REFUSALS = [
  'I am afraid I cannot help with that. I can answer questions about {company}.',
  'That is outside of what I can do here. Please contact a person at {company}.',
  'I cannot give advice on this. For your safety, please speak to a professional.',
  'Sorry, I can only help with questions about our services.',
  'I am not able to share that. Is there anything else about {company} that I can help you with?',
];

/** Phrases that answers of one assistant are made of. */
export interface Stock {
  company: string;
  heads: readonly string[];
  kinds: readonly string[];
  aspects: readonly string[];
  troubles: readonly string[];
  errands: readonly string[];
  circumstances: readonly string[];
  ideas: readonly string[];
}

/** One statement out of a company's handbook. */
export function statement(random: Random, stock: Stock, slots: Readonly<Record<string, string>> = {}): string {
  return filled(random.pick(FACTS), {
    head: random.pick(stock.heads),
    head2: random.pick(stock.heads),
    thing: random.pick(stock.heads),
    kind: random.pick(stock.kinds),
    aspect: random.pick(stock.aspects),
    trouble: random.pick(stock.troubles),
    errand: random.pick(stock.errands),
    circumstance: random.pick(stock.circumstances),
    idea: random.pick(stock.ideas),
    menu: random.pick(MENUS),
    n: String(1 + random.below(30)),
    m: String(2 + random.below(60)),
    ...slots,
  });
}

/** Sentences of what a company has written down: pages of its help centre, contracts, minutes. */
export function handbook(random: Random, stock: Stock, sentences: number): string {
  let text = '';
  for (let at = 0; at < sentences; at++)
    text += `${at === 0 ? '' : at % 6 === 5 ? '\n\n' : ' '}${statement(random, stock)}`;
  return text;
}

/** An answer about a matter. Its facts are the assistant's and come back whenever it is asked, in another order or number. */
export function answerTo(random: Random, stock: Stock, matter: Matter, sentences: number): string {
  const known = new Random('facts', stock.company, matter.id);
  const facts = Array.from({ length: 6 }, () => statement(known, stock, matter.slots));
  const count = Math.max(1, Math.round(sentences * Math.exp(0.35 * random.normal())));
  const body = Array.from({ length: count }, (_, at) =>
    at < facts.length
      ? facts[(at + (random.chance(0.2) ? 1 : 0)) % facts.length]!
      : statement(random, stock, matter.slots),
  );
  const isList = count > 3 && random.chance(0.35);
  const text = isList
    ? `About ${titleOf(matter)}:\n${body.map((line, at) => `${at + 1}. ${line}`).join('\n')}`
    : body.join(' ');
  return [random.pick(OPENINGS), text, random.pick(CLOSINGS)].filter((part) => part !== '').join(isList ? '\n\n' : ' ');
}

export const refusal = (random: Random, { company }: Stock): string => filled(random.pick(REFUSALS), { company });
