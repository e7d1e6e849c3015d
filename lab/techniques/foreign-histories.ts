/** Honest histories that no answer of the log stands in, each by as many accounts as an attack has, under another vendor's name. */
import type { Play } from './attacks.ts';
import type { Turn } from './call.ts';
import { DAY, type Who, type World } from './world.ts';

const NAMED = 'You are Kimi, a helpful assistant that answers in the language of whoever asks.';
const SESSIONS = 20;

const strangers = (world: World, accounts: number): Who[] => Array.from({ length: accounts }, () => world.who());
const namesOf = (all: readonly Who[]): Set<string> => new Set(all.map(({ account }) => account));
const timeIn = (world: World): number => DAY + world.random.next() * 11 * DAY;
const asked = (world: World): Turn => ({ role: 'user', text: world.task() });
const history = (world: World, pairs: number): Turn[] =>
  Array.from({ length: pairs }, (): Turn[] => [asked(world), { role: 'assistant', text: world.prose(60) }]).flat();

/** What each of the strangers sends, again and again. */
function each(world: World, accounts: number, send: (who: Who, system: string) => void, own = ''): Set<string> {
  const all = strangers(world, accounts);
  for (const who of all) {
    const system = own === '' ? NAMED : `${NAMED} ${world.phrase(20)}`;
    for (let n = 0; n < SESSIONS; n++) send(who, system);
  }
  return namesOf(all);
}

/** Firms try a model with requests that they kept, each with a prompt of its own. */
const kept: Play = (world, { accounts }) =>
  each(
    world,
    accounts,
    (who, system) =>
      world.call(who, timeIn(world), { system, turns: [...history(world, 2), asked(world)], reply: world.reply() }),
    'own',
  );

/** A tool that gives the conversations of an export their titles. */
const titles: Play = (world, { accounts }) =>
  each(world, accounts, (who, system) =>
    world.call(who, timeIn(world), {
      system,
      turns: [
        ...history(world, 3),
        { role: 'user', text: 'Give the conversation above a short title and three tags.' },
      ],
      reply: world.reply(12),
    }),
  );

/** A program that shows a few examples of many with each question. */
const examples: Play = (world, { accounts }) => {
  const bank = Array.from({ length: 40 }, () => history(world, 1));
  return each(world, accounts, (who, system) =>
    world.call(who, timeIn(world), {
      system,
      turns: [0, 1, 2].flatMap(() => world.random.pick(bank)).concat(asked(world)),
      reply: world.reply(),
    }),
  );
};

/** A chat program that shortens answers, and sends back the last turns alone. */
const shortening: Play = (world, { accounts }) =>
  each(world, accounts, (who, system) => {
    const turns: Turn[] = [asked(world)];
    let time = timeIn(world);
    for (let n = 0; n < 4; n++) {
      const reply = world.reply();
      world.call(who, time, { system, turns: turns.slice(-3), reply });
      turns.push({ role: 'assistant', text: reply.text.slice(0, 80) }, asked(world));
      time += 60;
    }
  });

/** Recorded sessions that everybody runs. */
const suite: Play = (world, { accounts }) => {
  const recorded = Array.from({ length: SESSIONS }, () => [...history(world, 2), asked(world)]);
  let at = 0;
  return each(world, accounts, (who, system) =>
    world.call(who, timeIn(world), { system, turns: recorded[at++ % SESSIONS]!, reply: world.reply() }),
  );
};

/** People bring their sessions along, and go on with some of them. */
const brought: Play = (world, { accounts }) =>
  each(world, accounts, (who, system) =>
    world.session(who, timeIn(world), {
      turns: world.random.chance(0.3) ? 2 : 1,
      history: history(world, 2),
      system,
    }),
  );

export const FOREIGN_HISTORIES: Readonly<Record<string, Play>> = {
  'kept requests': kept,
  'titles of an export': titles,
  'examples in the prompt': examples,
  'shortened answers': shortening,
  'recorded suite': suite,
  'sessions brought along': brought,
};
