/** Services of the company that stand between a person and the assistant: search fields, loudspeakers, desks of agents, nights. */
import { popular } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, type Turn, visit } from '../counter.ts';
import { answerTo, statement } from '../language/answers.ts';
import { filled, type Matter, titleOf } from '../language/matter.ts';
import { ask, dressed, person, tidy } from '../language/voice.ts';
import { homeAddress, rackAddresses, someone } from '../people.ts';
import { moment, officeHours } from '../rhythm.ts';
import { wordingOf } from '../wording.ts';
import { WORKS } from '../works/works.ts';

/** A search field that asks the assistant as people type: pieces of a question, then the question. */
export function searchField(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const [early, frame] = [
    random.chance(0.5),
    random.pick(['{q}', 'search: {q}', 'Answer this search in one sentence: {q}', '{"query":"{q}"}']),
  ];
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society, 'visitor'), 'product customer: search');
    const matter = popular(random, assistant);
    const whole = (random.chance(0.6) ? titleOf(matter) : ask(random, matter, account.voice)).toLowerCase();
    const cuts = early ? [0.4, 0.7, 1].slice(random.below(3)) : [1];
    const turns = cuts.map((cut): Turn => ({
      text: filled(frame, { q: whole.slice(0, Math.ceil(cut * whole.length)) }),
      answer: answerTo(random, assistant.stock, matter, 1),
      matter,
    }));
    const start = moment(random, counter.season, account.hours, account.from, account.until);
    visit(counter, { account, assistant, start, turns, pace: (one) => 0.5 + one.next() });
  });
}

/** Loudspeakers at home: short, spoken, several people of a household on one account, the same wishes day after day. */
export function loudspeakers(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const each = 5 + random.below(60);
  const wake = random.pick(['', 'ok speaker ', 'hey ', 'computer ']);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society), 'device: loudspeaker');
    const assistant = anyAssistant(counter, random);
    const usual = Array.from({ length: 1 + random.below(5) }, () =>
      ask(random, popular(random, assistant), person(random, society.home)),
    );
    fill(counter, Math.min(requests, each), () => {
      const matter = popular(random, assistant);
      const said = random.chance(0.6) ? random.pick(usual) : ask(random, matter, person(random, society.home));
      const text = wake + said.toLowerCase().replace(/[.,?!]/g, '');
      const start = moment(random, counter.season, account.hours, account.from, account.until);
      visit(counter, {
        account,
        assistant,
        start,
        turns: [{ text, answer: answerTo(random, assistant.stock, matter, 1), matter }],
      });
    });
  });
}

/** Agents of the call centre who paste what a customer wrote and want a draft. */
export function agentDesk(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const agents = Math.max(2, Math.min(60, Math.round(requests / (10 + random.below(80)))));
  const [office, zone] = [homeAddress(random), random.below(3)];
  const frame = random.pick([
    'Customer wrote: {q}\nDraft a reply.',
    'Suggest an answer in our tone: "{q}"',
    '{q}',
    'Case {n}. Message: {q}. What do I tell {name}?',
    'Reply to {name}:\n{q}',
  ]);
  for (let at = 0; at < agents; at++) {
    const account = log.enrol(
      someone(random, society, 'login', {
        ...{ organisation: 'call centre', plan: 'staff', addresses: [office], from: 0, until: 1 },
        hours: officeHours(random, zone),
      }),
      'workflow: agent desk',
    );
    fill(counter, requests / agents, () => {
      let start = moment(random, counter.season, account.hours);
      for (let cases = 1 + random.below(12); cases > 0; cases--) {
        const matter = popular(random, assistant);
        const q = ask(random, matter, person(random, society.home));
        const text = filled(frame, { q, n: String(1000 + random.below(9000)), name: account.name });
        const turns: Turn[] = [
          { text, answer: answerTo(random, assistant.stock, matter, assistant.sentences), matter },
        ];
        if (random.chance(0.2))
          turns.push({
            text: random.pick(['shorter', 'friendlier please', 'add an apology', 'in German']),
            answer: turns[0]!.answer,
          });
        visit(counter, { account, assistant, start, turns });
        start += 120 + random.exponential(400);
      }
    });
  }
}

/** A nightly job of the company that sorts, shortens or marks the messages of the day under one key. */
export function nightJob(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const job = WORKS[random.pick(['sorting', 'documents', 'grading', 'structured', 'questions'])]!(random, assistant);
  const account = log.enrol(
    someone(random, society, 'key', {
      ...{
        organisation: 'analytics',
        addresses: rackAddresses(random, 1),
        agents: ['python-httpx/0.27.0'],
        from: 0,
        until: 1,
      },
      ...(random.chance(0.5) ? { id: 'nightly-batch' } : {}),
    }),
    'night-batch',
  );
  const nights = Math.floor(log.length / 86_400);
  const [hour, each] = [3600 * random.below(5), Math.max(5, requests / nights)];
  for (let night = 0; night < nights; night++) {
    let start = night * 86_400 + hour;
    fill(counter, each * (0.6 + 0.8 * random.next()), () => {
      const matter = popular(random, assistant);
      const turns = job(random, matter, (one) => ask(random, one, person(random, society.home)));
      visit(counter, { account, assistant, start, turns, pace: (one) => 1 + one.next() });
      start += 1 + random.exponential(4);
    });
  }
}

/** A prize draw: whoever sends the code word to the bot takes part. */
export function prizeDraw(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const word = random.pick(['SUMMER', 'GOLD 24', 'win', 'Lucky penguin', 'JOIN']);
  const [frame, begin] = [
    random.pick(['{word}', '{word} {name}', 'I want to win! {word}', 'code {word}']),
    0.7 * random.next(),
  ];
  const length = 0.05 + 0.25 * random.next();
  fill(counter, requests, () => {
    const account = log.enrol(
      someone(random, society, random.chance(0.7) ? 'login' : 'visitor', { from: 0, until: 1 }),
      'viral: prize draw',
    );
    const text = random.chance(0.7)
      ? filled(frame, { word, name: account.name })
      : dressed(random, filled(frame, { word, name: account.name }), account.voice);
    const turns: Turn[] = [{ text, answer: `You are in! ${statement(random, assistant.stock)}` }];
    if (random.chance(0.3))
      turns.push({ text: random.pick(['did it work', 'when is the draw', 'again', word]), answer: 'Good luck!' });
    visit(counter, {
      account,
      assistant,
      start: moment(random, counter.season, account.hours, begin, begin + length),
      turns,
    });
  });
}

/** People who are paid to try the assistant: the same cards for all, each in own words. The company has ordered it. */
export function panel(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const cards = Array.from({ length: 5 + random.below(15) }, () => random.pick(assistant.matters));
  const isFollowed = random.chance(0.4);
  const read = new Map(cards.map((card) => [card.id, ask(random, card, tidy(random, society.home))]));
  const begin = 0.8 * random.next();
  fill(counter, requests, () => {
    const account = log.enrol(
      someone(random, society, 'login', { from: 0, until: 1, organisation: 'user study' }),
      'evaluation team: panel',
      'authorised',
    );
    const say = (matter: Matter): string =>
      isFollowed && random.chance(0.6) ? read.get(matter.id)! : ask(random, matter, account.voice);
    let start = moment(random, counter.season, account.hours, begin, begin + 0.2);
    for (const card of cards.slice(0, Math.ceil(requests))) {
      if (random.chance(0.1)) continue;
      const turns: Turn[] = [
        { text: say(card), answer: answerTo(random, assistant.stock, card, assistant.sentences), matter: card },
      ];
      if (random.chance(0.4))
        turns.push({
          text: random.pick(['ok', 'and then?', 'That is not what I meant', 'thanks']),
          answer: answerTo(random, assistant.stock, card, 1),
          matter: card,
        });
      visit(counter, { account, assistant, start, turns });
      start += 60 + random.exponential(90);
    }
  });
}

/** Journalists and researchers who look for what the assistant gets wrong; those with a contract are allowed to. */
export function probing(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const isHired = random.chance(0.5);
  const people = 1 + random.below(6);
  for (let at = 0; at < people; at++) {
    const account = log.enrol(
      someone(random, society, 'login', { from: 0, until: 1, ...(isHired ? { organisation: 'red team' } : {}) }),
      isHired ? 'evaluation team: red team' : 'journalist',
      isHired ? 'authorised' : 'benign',
    );
    const wording = wordingOf(random);
    const jobs = (['boundaries', 'sources', 'variations', 'regenerated'] as const).map((name) => WORKS[name]!);
    const assistant = anyAssistant(counter, random);
    const drawn = random
      .shuffle(jobs)
      .slice(0, 2)
      .map((work) => work(random, assistant));
    fill(counter, requests / people, () => {
      const say = (matter: Matter): string => wording(random, matter, account.voice);
      let start = moment(random, counter.season, account.hours);
      for (let talks = 1 + random.below(6); talks > 0; talks--) {
        const turns = random.pick(drawn)(random, popular(random, assistant), say);
        visit(counter, { account, assistant, start, turns });
        start += 60 * turns.length + random.exponential(300);
      }
    });
  }
}
