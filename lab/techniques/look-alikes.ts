/** Honest uses that look like a technique, each by as many accounts as an attack has. */
import type { Play } from './attacks.ts';
import type { Turn } from './call.ts';
import { FOREIGN_HISTORIES } from './foreign-histories.ts';
import { DAY, HOUR, type Who, type World } from './world.ts';

const keysOf = (world: World, keys: number, organisation = `org-${world.code(8)}`): Who[] =>
  Array.from({ length: keys }, () => world.who(organisation));
const strangers = (world: World, accounts: number): Who[] => Array.from({ length: accounts }, () => world.who());
const namesOf = (all: readonly Who[]): Set<string> => new Set(all.map(({ account }) => account));
const between = (world: World, from: number, to: number): number => from + world.random.next() * (to - from);
const tagged = (world: World, tag: string): string => `<${tag}>${world.prose(120)}</${tag}>\n${world.prose(40)}`;
const PUBLIC =
  'Think about the question below in reasoning tags, weigh every option that is offered, name the one that fits best and only then write the letter of your choice on a line of its own behind the closing tag, as graders expect it.';

/** Items of one benchmark that every team runs, on each model and day. */
const evaluation: Play = (world, { accounts }) => {
  const own = strangers(world, accounts);
  const items = Array.from({ length: 60 }, () => world.task());
  for (const who of own)
    for (const [day, model] of [
      [1, 'large'],
      [4, 'small'],
      [8, 'large'],
    ] as const)
      for (const item of items.slice(0, Math.min(60, Math.ceil(400 / accounts))))
        world.call(who, day * DAY + world.random.next() * 3 * HOUR, {
          system: PUBLIC,
          turns: [{ role: 'user', text: item }],
          model,
          reply: { text: tagged(world, 'reasoning'), thought: world.thought() },
        });
  return namesOf(own);
};

/** One developer finds out which word is refused: 24 tries in six arms, and the same work afterwards. */
const bisecting: Play = (world, { accounts }) => {
  const own = keysOf(world, accounts);
  const arms = Array.from({ length: 6 }, () => world.phrase(24));
  const text = world.task();
  for (let n = 0; n < 24; n++)
    world.call(own[0]!, 2 * DAY + n * 90, {
      turns: [{ role: 'user', text: `${arms[n % 6]!}\n\n${text}` }],
      ...(n % 6 < 4 ? { refusal: 'reasoning_extraction' } : { reply: world.reply() }),
    });
  for (const who of own)
    for (let n = 0; n < 25; n++)
      world.call(who, between(world, 3 * DAY, 12 * DAY), {
        turns: [{ role: 'user', text: `${arms[5]!}\n\n${world.task()}` }],
        reply: world.reply(),
      });
  return namesOf(own);
};

/** A red team sends a suite; other customers have their own work. */
const redTeam: Play = (world, { accounts }) => {
  const own = keysOf(world, accounts);
  for (const who of own)
    for (let n = 0; n < 40; n++)
      world.call(who, DAY + n * 200 + world.random.next() * 100, {
        turns: [{ role: 'user', text: `${world.phrase(30)}\n\n${world.task()}` }],
        ...(world.random.chance(0.8) ? { refusal: 'frontier_llm' } : { reply: world.reply() }),
      });
  return namesOf(own);
};

/** A gateway deals the turns of sessions out over keys of several accounts. */
const failover: Play = (world, { accounts }) => {
  const own = strangers(world, accounts);
  for (let n = 0; n < 8 * accounts; n++)
    world.session(() => world.random.pick(own), between(world, DAY, 12 * DAY), { turns: 4 });
  return namesOf(own);
};

/** People go on with a session days later, under another key of the organisation, and programs shorten what they send. */
const resumed: Play = (world, { accounts }) => {
  const own: Who[] = [];
  for (let n = 0; n < Math.ceil(accounts / 2); n++) {
    const [one, other] = keysOf(world, 2) as [Who, Who];
    own.push(one, other);
    for (let at = 0; at < 8; at++) {
      const calls = world.session((turn) => (turn < 2 ? one : other), between(world, DAY, 8 * DAY), { turns: 4 });
      const last = calls.at(-1)!;
      // The first turns give way to a summary; the turn before the newest thinking stays.
      const kept = last.turns.slice(-3);
      world.call(other, last.time + 2 * DAY, {
        turns: [
          { role: 'user', text: `This session continues an earlier one. ${world.prose(60)}` },
          { role: 'assistant', text: 'I have read it and go on.' },
          ...kept,
        ],
        reply: world.reply(),
      });
    }
  }
  return namesOf(own);
};

/** A service passes on its customers' sessions, under names of other vendors too; they go on. */
const aggregator: Play = (world, { accounts }) => {
  const own = keysOf(world, accounts);
  for (const who of own)
    for (let n = 0; n < 10; n++)
      world.session(who, between(world, DAY, 12 * DAY), {
        turns: 4,
        system: `You are ${world.random.pick(['Kimi', 'Qwen', world.name()])}, a helpful assistant. ${world.phrase(10)}`,
      });
  return namesOf(own);
};

/** Firms change the vendor: sessions begin with turns that another model answered, and go on. */
const migration: Play = (world, { accounts }) => {
  const own = strangers(world, accounts);
  for (const who of own)
    for (let n = 0; n < 8; n++) {
      const history = Array.from({ length: 2 }, (): Turn[] => [
        { role: 'user', text: world.task() },
        { role: 'assistant', text: world.prose(60) },
      ]).flat();
      world.session(who, between(world, DAY, 12 * DAY), {
        turns: 5,
        history,
        system: `You are ChatGPT, the assistant of ${world.name()}.`,
      });
    }
  return namesOf(own);
};

/** A test suite with recorded thinking that many run, in conversations of their own too. */
const fixtures: Play = (world, { accounts }) => {
  const own = strangers(world, accounts);
  const author = world.session(world.who(), DAY, { turns: 15 });
  const recorded = author.map(({ reply }) => reply!);
  for (const who of own)
    for (const day of [3, 5, 8])
      recorded.forEach(({ text, thought }, n) => {
        const isOwn = n % 3 === 0;
        world.call(who, day * DAY + n * 5 + world.random.below(HOUR), {
          turns: [
            { role: 'user', text: isOwn ? `Test ${n} of ${who.organisation}` : author[n]!.turns[0]!.text },
            { role: 'assistant', text, ...(thought && { thought }) },
            { role: 'user', text: 'Continue.' },
          ],
          reply: world.reply(20),
        });
      });
  return namesOf(own);
};

/** People whose prompt says to narrate the reasoning, and whose programs sum up long sessions in a tag on the side. */
function narrating(world: World, own: readonly Who[]): Set<string> {
  const summing =
    'Sum up the conversation so far for whoever continues it. First go through it in analysis tags, message by message, and note what was asked, what was done, which files were touched and which errors were met; then write the summary in sections behind the closing tag.';
  for (const who of own) {
    const habit = world.habit();
    for (let n = 0; n < Math.max(2, 10 * habit.busy); n++) {
      const calls = world.session(who, world.when(habit, DAY, 12 * DAY), {
        turns: 3,
        system:
          'Always narrate your reasoning while you work, so that the team can follow what you decide and why you decide it.',
        reply: () => world.reply(habit.words),
      });
      const last = calls.at(-1)!;
      if (n % 2 === 0)
        world.call(who, last.time + 60, {
          turns: [...last.turns, { role: 'assistant', ...last.reply! }, { role: 'user', text: summing }],
          reply: { text: tagged(world, 'analysis'), thought: world.thought() },
        });
    }
  }
  return namesOf(own);
}

/** The staff of one firm with a house rule, and people of as many firms who found it in public. */
const houseRules: Play = (world, { accounts }) => narrating(world, keysOf(world, accounts));
const publicRules: Play = (world, { accounts }) => narrating(world, strangers(world, accounts));

export const LOOK_ALIKES: Readonly<Record<string, Play>> = {
  'evaluation suite': evaluation,
  'bisecting developer': bisecting,
  'red team': redTeam,
  'failover pool': failover,
  'resumed session': resumed,
  aggregator,
  migration,
  'published fixtures': fixtures,
  'house rules': houseRules,
  'public house rules': publicRules,
  ...FOREIGN_HISTORIES,
};
