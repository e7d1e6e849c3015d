/** What campaigns harvest: a kind of work, and how its items come to the accounts. */
import { Random } from '../../../../src/math/random.ts';
import type { Draft, Parameters } from '../exchange.ts';
import { TASKS, type TaskName } from '../tasks/tasks.ts';
import { type Language, LANGUAGES } from '../text/languages.ts';
import type { Subject } from '../text/lexicon.ts';
import type { World } from '../world.ts';

/** Each item is dealt once, drawn from a list by whoever comes, or answered many times by design. */
type Dealing = 'dealt' | 'drawn' | 'repeated';

interface Kind {
  type: string;
  tasks: readonly TaskName[];
  dealings: readonly Dealing[];
  parameters?: readonly Parameters[];
}

const KINDS: readonly Kind[] = [
  { type: 'reasoning-traces', tasks: ['reason'], dealings: ['dealt', 'dealt', 'drawn'] },
  { type: 'rubric-grading', tasks: ['grade', 'compare'], dealings: ['dealt', 'drawn'] },
  { type: 'safe-rewriting', tasks: ['soften'], dealings: ['dealt', 'drawn'] },
  { type: 'coding-trajectories', tasks: ['coding'], dealings: ['dealt', 'drawn', 'repeated'] },
  { type: 'tool-trajectories', tasks: ['orchestrate', 'react'], dealings: ['dealt', 'drawn', 'repeated'] },
  { type: 'table-analysis', tasks: ['analyse'], dealings: ['dealt'] },
  { type: 'computer-use', tasks: ['operate'], dealings: ['dealt', 'repeated'] },
  { type: 'vision', tasks: ['look'], dealings: ['dealt', 'drawn'] },
  { type: 'instruction-evolution', tasks: ['evolve'], dealings: ['dealt', 'drawn'] },
  { type: 'persona-instructions', tasks: ['persona'], dealings: ['dealt'] },
  {
    type: 'preference-pairs',
    tasks: ['question', 'reason', 'compose'],
    dealings: ['dealt', 'repeated'],
    parameters: [{ n: 2, temperature: 1 }, { n: 4 }],
  },
  {
    type: 'two-temperatures',
    tasks: ['question', 'reason', 'program'],
    dealings: ['repeated'],
    parameters: [{ temperature: 0.2 }, { temperature: 1 }],
  },
  { type: 'k-sampling', tasks: ['reason', 'question', 'program'], dealings: ['repeated'] },
  { type: 'continuations', tasks: ['proceed'], dealings: ['dealt', 'drawn'] },
  { type: 'parallel-text', tasks: ['translate'], dealings: ['dealt'] },
  { type: 'seed-questions', tasks: ['question'], dealings: ['dealt', 'drawn'] },
  { type: 'self-play', tasks: ['selfPlay'], dealings: ['dealt'] },
  { type: 'knowledge-sweep', tasks: ['sweep', 'quiz'], dealings: ['dealt', 'drawn'] },
  { type: 'code-explanations', tasks: ['review', 'program'], dealings: ['dealt', 'drawn'] },
];

/** How the prompt of a harvest is worded: alike everywhere, by crews, by account, anew for every request, or in the language of the account. */
const WORDINGS = ['one', 'one', 'crews', 'account', 'account', 'request', 'language'] as const;

export interface Harvest {
  type: string;
  /** Share of the campaign's requests. */
  weight: number;
  /** The draft of a new account. */
  draft: () => Draft;
  /** What comes next. */
  item: () => Random;
}

/** Lists of subjects that a campaign covers: one field thoroughly, or a bit of everything. */
function coverage(world: World): Subject[] {
  const { random, lexicon } = world;
  if (!random.chance(0.25)) return world.subjects(random, 4 + Math.floor(50 * random.next() ** 2));
  const { field } = world.subject(random);
  return Array.from({ length: 2 + random.below(8) }, () => lexicon.subject(random, undefined, field));
}

/** A draft that is put in other words each time. */
const reworded = (make: () => Draft): Draft => ({ ...make(), ask: (sitting) => make().ask(sitting) });

function harvest(world: World, kind: Kind, requests: number): Harvest {
  const { random } = world;
  const task = TASKS[random.pick(kind.tasks)];
  const plan = random.below(2 ** 31);
  const subjects = coverage(world);
  const size = world.size * Math.exp(0.3 * random.normal());
  const worded = random.pick(WORDINGS);
  const planned = random.chance(0.7);
  const sets = kind.parameters ?? [{}];
  let made = random.below(sets.length);
  const make = (about: readonly Subject[] = subjects): Draft =>
    task(new Random(planned ? plan : random.below(2 ** 31)), random, {
      subjects: about,
      size,
      parameters: sets[made++ % sets.length]!,
    });
  const speaking = (language: Language): Subject[] =>
    subjects.map(({ field }) => world.lexicon.subject(random, language, field));
  const crews =
    worded === 'language'
      ? random
          .shuffle([...LANGUAGES])
          .slice(0, 2 + random.below(6))
          .map((language) => make(speaking(language)))
      : Array.from({ length: worded === 'one' ? sets.length : 2 + random.below(6) }, () => make());
  const salt = random.below(2 ** 31);
  const dealing = random.pick(kind.dealings);
  const list = Math.max(
    5,
    Math.ceil(requests * (dealing === 'repeated' ? 1 / (2 + random.below(15)) : 0.6 + 2 * random.next())),
  );
  let next = 0;
  return {
    type: kind.type,
    weight: Math.exp(random.normal()),
    draft() {
      switch (worded) {
        case 'account':
          return make();
        case 'request':
          return reworded(() => make());
        case 'one':
        case 'crews':
        case 'language':
          return random.pick(crews);
      }
    },
    item() {
      const number = dealing === 'drawn' ? random.below(list) : next++;
      return new Random('harvest', salt, dealing === 'repeated' ? number % list : number);
    },
  };
}

/** What a campaign harvests: often one thing, now and then several. */
export function harvests(world: World, requests: number): Harvest[] {
  const { random } = world;
  const count = Math.min(4, 1 + Math.floor(random.exponential(0.9)));
  return random
    .shuffle([...KINDS])
    .slice(0, count)
    .map((kind) => harvest(world, kind, requests / count));
}
