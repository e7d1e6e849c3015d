/** The innocent who run one program over work of their own: over changes, issues, answers and documents. */
import { heavy } from '../town/clock.ts';
import { type Message, system, user } from '../town/log.ts';
import { type Account, keysOf } from '../town/people.ts';
import { type Innocents, perAccount, type World } from './world.ts';

/** Keys of one firm, or of as many firms as there are keys. */
function keysOrStrangers(world: World, count: number, persona: string, known: Partial<Account>): Account[] {
  if (world.random.chance(0.5)) return world.strangers(count, persona, { from: 0, until: 1, ...known });
  return keysOf(world.random, count, known).map(({ organisation, ...key }) =>
    world.log.enrol(
      world.random.chance(0.5) ? { ...key, ...(organisation !== undefined && { organisation }) } : key,
      persona,
    ),
  );
}

/** Bots that review: each change is gone through a file at a time, then as a whole. */
export const reviewers: Innocents = (world, requests) => {
  const { random } = world;
  const files = world.tool('review', /diff|patch/i);
  const whole = world.tool('review');
  const bots = keysOrStrangers(world, world.many(22), 'bots that review changes', { agent: 'octokit-action/4.1' });
  for (const bot of bots)
    for (let left = heavy(random, perAccount(requests, bots.length)); left > 0;) {
      const changed = world.ownItems('diffs', 1 + random.below(8));
      const time = world.burst(bot, world.office(bot), files, changed, 1.5, 0.5);
      world.burst(bot, time, whole, [changed.join('\n').slice(0, 4000)], 1);
      left -= changed.length + 1;
    }
};

/** People with a tool that writes messages of commits: an example that was invented goes before each change. */
export const committers: Innocents = (world, requests) => {
  const { random } = world;
  const frame = system(
    world
      .tool('commit', /act|mission|convert/i)
      .say([''])
      .map(({ content }) => content)
      .join('\n'),
  );
  const example: Message[] = [
    user(world.item('diffs')),
    { role: 'assistant', content: world.item('issues').split('\n')[0]! },
  ];
  const people = world.strangers(world.many(35), 'users of a commit tool', { agent: 'opencommit/3.2' });
  for (const person of people)
    for (let n = heavy(random, perAccount(requests, people.length)); n > 0; n--)
      world.say(person, world.office(person), [frame, ...example, user(world.item('diffs'))], 0.1);
};

/** Agents that work on issues by themselves: a task, and step after step of what their commands print. */
export const issueAgents: Innocents = (world, requests) => {
  const { random } = world;
  const templates = world.tradeTemplates('issue', /issue|pr_description|problem_statement/i);
  const task = world.deploy(random.pick(templates));
  const frame = world.tool('issue', /helpful|autonomous|SETTING/i);
  const agents = keysOrStrangers(world, world.many(8), 'agents that work on issues', { model: 'otter-large' });
  for (let left = requests; left > 0;) {
    const agent = random.pick(agents);
    let time = world.office(agent);
    const steps = 4 + random.below(16);
    const times = Array.from({ length: steps }, () => (time += 4 + random.exponential(12)));
    const opening = [
      system(
        frame
          .say([''])
          .map(({ content }) => content)
          .join('\n'),
      ),
      ...task.say(world.around(task, world.item('issues'))),
    ];
    world.thread(
      agent,
      times,
      opening.slice(0, 1).concat(opening.slice(1).map(({ content }) => user(content))),
      () => `OBSERVATION:\n${world.item(random.pick(['code', 'diffs'] as const)).slice(0, 1200)}`,
    );
    left -= steps;
  }
};

/** A firm that tests for others: a file is sent again and again, with what failed, until its tests cover it. */
export const testWriters: Innocents = (world, requests) => {
  const { random } = world;
  const tool = world.tool('tests', /test file|unit tests/i);
  const keys = keysOrStrangers(world, world.many(10), 'keys of a firm that tests', { agent: 'litellm/1.55' });
  for (let left = requests; left > 0;) {
    const key = random.pick(keys);
    const file = world.item('code');
    let time = world.office(key);
    for (let n = 1 + random.below(5); n > 0; n--, left--)
      world.send(
        key,
        (time += 20 + random.exponential(40)),
        tool,
        tool.places.length > 1 ? [file, world.answer(0.3)] : [`${file}\n\n${world.answer(0.3)}`],
        1.2,
      );
  }
};
