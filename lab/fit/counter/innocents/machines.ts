/** Programs that write to an assistant with good reason: probes, scheduled tests, readers of pages, a site that compares. */
import type { Random } from '../../../../src/math/random.ts';
import { type Assistant, popular } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, type Turn, visit } from '../counter.ts';
import { answerTo } from '../language/answers.ts';
import { filled, type Matter, titleOf } from '../language/matter.ts';
import { ask, tidy } from '../language/voice.ts';
import { type Account, browser, program, rackAddresses, someone } from '../people.ts';
import { ALWAYS, moment, officeHours } from '../rhythm.ts';

const machine = (counter: Counter, organisation: string, id?: string): Account => {
  const { random, society } = counter;
  return someone(random, society, 'key', {
    organisation,
    addresses: rackAddresses(random, 1 + random.below(3)),
    agents: [random.chance(0.8) ? program(random) : browser(random)],
    hours: ALWAYS,
    voice: tidy(random, 'en'),
    from: 0,
    until: 1,
    ...(id === undefined ? {} : { id }),
  });
};

const answered = (random: Random, { stock, sentences }: Assistant, matter: Matter, text: string): Turn => ({
  text,
  answer: answerTo(random, stock, matter, sentences),
  matter,
});

const soon = (random: Random): number => 1 + random.exponential(3);

/** Is it still there? The same few messages every so many minutes. */
export function monitors(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const texts = random
    .shuffle(['ping', 'Hello', 'What are your opening hours?', 'test', 'health check', 'Say OK.', 'hi'])
    .slice(0, 1 + random.below(3));
  const account = log.enrol(machine(counter, 'operations', random.chance(0.4) ? 'status-probe' : undefined), 'monitor');
  const assistant = anyAssistant(counter, random);
  const gap = log.length / requests;
  for (let time = random.next() * gap; time < log.length; time += gap * (0.98 + 0.04 * random.next())) {
    visit(counter, {
      account,
      assistant,
      start: time,
      turns: [{ text: random.pick(texts), answer: random.chance(0.99) ? 'OK' : undefined }],
    });
  }
}

/** The questions that a build has to answer as before, all of them at each run. */
export function regressionTests(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const assistant = anyAssistant(counter, random);
  const size = Math.max(5, Math.min(requests / 3, 15 + random.below(120)));
  const cases = Array.from({ length: size }, () => popular(random, assistant)).map((matter) => ({
    matter,
    text: ask(random, matter, tidy(random, 'en')),
  }));
  const accounts = Array.from({ length: random.pick([1, 1, 2, 4]) }, (_, at) =>
    log.enrol(
      machine(counter, 'quality', random.chance(0.3) ? `ci-runner-${at + 1}` : undefined),
      'quality-monitor: regression',
    ),
  );
  const hours = random.chance(0.5) ? ALWAYS : officeHours(random, 1);
  const marks = random.chance(0.4);
  fill(counter, requests, () => {
    let start = moment(random, counter.season, hours);
    const account = random.pick(accounts);
    const run = 100 + random.below(900);
    for (const { matter, text } of cases) {
      visit(counter, {
        account,
        assistant,
        start,
        turns: [answered(random, assistant, matter, marks ? `[run ${run}] ${text}` : text)],
      });
      start += soon(random);
    }
  });
}

/** A program for people who cannot see or use the page: it opens every button and reads out what comes. */
export function pageReader(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const account = log.enrol(machine(counter, 'accessibility'), 'crawler');
  const deep = random.chance(0.5);
  fill(counter, requests, () => {
    let start = moment(random, counter.season, ALWAYS);
    for (const assistant of counter.assistants) {
      const list = deep
        ? assistant.matters.slice(0, 30).map((matter) => ({ matter, text: titleOf(matter) }))
        : assistant.buttons;
      for (const { matter, text } of list) {
        visit(counter, { account, assistant, start, turns: [answered(random, assistant, matter, text)], pace: soon });
        start += soon(random);
      }
      start += 30;
    }
  });
}

/** A site that compares offers asks each day for the same table, as agreed. */
export function comparisonSite(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const assistant = anyAssistant(counter, random);
  const things = [...new Set(assistant.matters.flatMap(({ slots }) => slots['thing'] ?? []))].slice(
    0,
    5 + random.below(60),
  );
  const aspects = random.shuffle([...assistant.stock.aspects]).slice(0, 1 + random.below(3));
  const frame = random.pick([
    '{thing} {aspect}',
    'What is the {aspect} of {thing}?',
    '{aspect}: {thing}',
    'Current {aspect} for {thing} please',
  ]);
  const accounts = Array.from({ length: 1 + random.below(3) }, () =>
    log.enrol(machine(counter, 'comparison'), 'partner: comparison'),
  );
  const hour = random.below(24) * 3600;
  const days = Math.floor(log.length / 86_400);
  const every = Math.max(1, Math.round((days * things.length * aspects.length) / requests));
  for (let day = random.below(every); day < days; day += every) {
    let start = day * 86_400 + hour;
    for (const thing of things) {
      for (const aspect of aspects) {
        const matter = { ...assistant.matters[0]!, kind: 'aspect' as const, slots: { thing, aspect } };
        const turns = [answered(random, assistant, matter, filled(frame, { thing, aspect }))];
        visit(counter, { account: random.pick(accounts), assistant, start, turns });
        start += soon(random);
      }
    }
  }
}

/** Customers who build the assistant into their own software try whether it works. */
export function customerTests(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const tries = [
    'test',
    'hello world',
    'foo',
    'Does this work?',
    'asdf',
    'ping from staging',
    '{"q":"test"}',
    'How are you?',
  ];
  const each = 3 + random.below(20);
  fill(counter, requests, () => {
    const account = log.enrol(machine(counter, `customer ${random.below(40)}`), 'hobby-dev: integration test');
    const assistant = anyAssistant(counter, random);
    const hours = officeHours(random, random.below(3));
    for (let at = 0; at < each; at++) {
      const matter = popular(random, assistant);
      const text = random.chance(0.6) ? random.pick(tries) : ask(random, matter, account.voice);
      visit(counter, {
        account,
        assistant,
        start: moment(random, counter.season, hours),
        turns: [answered(random, assistant, matter, text)],
        pace: soon,
      });
    }
  });
}
