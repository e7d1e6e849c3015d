/** The customers of the company: what nearly all of the log is. Cover traffic is drawn from the same visits. */
import type { Random } from '../../../../src/math/random.ts';
import { type Assistant, popular, related } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, type Turn, visit } from '../counter.ts';
import { answerTo, refusal } from '../language/answers.ts';
import { filled } from '../language/matter.ts';
import { anyTask, workedOut } from '../language/tasks.ts';
import { ask, dressed } from '../language/voice.ts';
import { type Account, homeAddress, someone } from '../people.ts';
import { moment } from '../rhythm.ts';

const REPLIES = [
  ...['ok', 'Thanks', 'yes', 'no', 'That did not work', 'and how long does that take?', 'Where do I find that?', '?'],
  ...[
    'I already did that',
    'can i talk to someone',
    'great thank you',
    'What does it cost?',
    'I do not have that button',
  ],
  ...[
    'sure',
    'hm',
    'it says error',
    'what do you mean',
    'and for {head}?',
    'Yes please',
    'which one',
    '👍',
    'nevermind',
  ],
  ...[
    'The number is {n}{n}{n}{n}{n}',
    'since yesterday',
    'Are you a robot?',
    'so I cannot {errand}?',
    'my plan is the old one',
  ],
];

/** What somebody writes in one visit: a first message, from a button or in own words, and replies. */
export function customerTurns(random: Random, assistant: Assistant, account: Account): Turn[] {
  const { stock, sentences, domain, buttons } = assistant;
  const about = popular(random, assistant);
  const turns: Turn[] = [];
  const chats = domain.name === 'chat app' ? 0.6 : domain.name === 'tutor' ? 0.2 : 0.03;
  if (random.chance(chats)) {
    const task = anyTask(random);
    const isRefused = domain.name !== 'chat app' && random.chance(0.6);
    const answer = isRefused ? refusal(random, stock) : workedOut(random, task);
    turns.push({ text: dressed(random, task.text, account.voice), answer });
  } else if (buttons.length > 0 && random.chance(0.22)) {
    const { text, matter } = buttons[Math.floor(buttons.length * random.next() ** 1.6)]!;
    turns.push({ text, answer: answerTo(random, stock, matter, sentences), matter });
  } else {
    turns.push({
      text: ask(random, about, account.voice),
      answer: answerTo(random, stock, about, sentences),
      matter: about,
    });
  }
  let matter = turns[0]!.matter ?? about;
  while (turns.length < 9 && random.chance(0.42)) {
    const another = random.chance(0.4);
    if (another) matter = random.chance(0.7) ? related(random, assistant, matter) : popular(random, assistant);
    const text = another
      ? ask(random, matter, account.voice)
      : filled(random.pick(REPLIES), {
          head: random.pick(stock.heads),
          errand: random.pick(stock.errands),
          n: String(random.below(10)),
        });
    turns.push({ text, answer: answerTo(random, stock, matter, sentences * 0.7), matter });
  }
  return turns;
}

/** A visit of an account as customers pay them. */
export function customerVisit(
  counter: Counter,
  random: Random,
  account: Account,
  assistant = anyAssistant(counter, random),
): void {
  const start = moment(random, counter.season, account.hours, account.from, account.until);
  visit(counter, { account, assistant, start, turns: customerTurns(random, assistant, account) });
}

/** Customers with a login: most come once or twice, a few all the time. */
export function customers(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const spread = 0.4 + 0.8 * random.next();
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society), 'product customer');
    const visits = Math.ceil(Math.exp(spread * random.normal()));
    for (let at = 0; at < visits; at++) customerVisit(counter, random, account);
  });
}

/** Visitors without a login: a name for each browser, or for each visit. */
export function visitors(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const returns = random.chance(0.3) ? 0 : 2.5 * random.next();
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society, 'visitor'), 'product customer: visitor');
    for (let visits = 1 + Math.floor(random.exponential(returns)); visits > 0; visits--)
      customerVisit(counter, random, account);
  });
}

/** Few people who use one assistant daily, about the same few topics. */
export function regulars(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const each = 40 + random.below(200);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society, 'login', { from: 0, until: 1 }), 'power user');
    const assistant = anyAssistant(counter, random);
    const topics = Array.from({ length: 1 + random.below(3) }, () => random.below(assistant.topics));
    const known = assistant.matters.filter(({ topic }) => topics.includes(topic));
    fill(counter, Math.min(requests, each * (0.5 + random.next())), () => {
      const matter = random.pick(known);
      const turns = Array.from({ length: 1 + random.below(5) }, (_, at): Turn => {
        const one = at === 0 ? matter : related(random, assistant, matter);
        return {
          text: ask(random, one, account.voice),
          answer: answerTo(random, assistant.stock, one, assistant.sentences),
          matter: one,
        };
      });
      visit(counter, { account, assistant, start: moment(random, counter.season, account.hours), turns });
    });
  });
}

/** Screens in branches: one account each, and everybody who stands in front of it. Half of what they send are buttons. */
export function kiosks(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const screens = 1 + random.below(12);
  for (let at = 0; at < screens; at++) {
    const address = homeAddress(random);
    const account = log.enrol(
      someone(random, society, 'key', {
        id: random.chance(0.7) ? `kiosk-${100 + at}` : society.naming.key(random),
        organisation: 'branches',
        addresses: [address],
        from: 0,
        until: 1,
      }),
      'device: kiosk',
    );
    fill(counter, requests / screens, () => {
      const passer = someone(random, { ...society, taken: new Set() }, 'visitor');
      const start = moment(random, counter.season, account.hours);
      visit(counter, {
        account,
        assistant,
        start,
        turns: customerTurns(random, assistant, { ...account, voice: passer.voice }).slice(0, 3),
      });
    });
  }
}
