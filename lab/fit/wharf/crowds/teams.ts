/** Firms and teams: a few keys of one organisation that do a lot of the same. */
import { Random } from '../../../../src/math/random.ts';
import type { AccountClass } from '../../../../src/report/benchmark/truth.ts';
import type { Account } from '../people.ts';
import { rhythm, type RhythmName } from '../rhythm.ts';
import { TASKS, type TaskName } from '../tasks/tasks.ts';
import type { Crowd, World } from '../world.ts';
import { literals } from '../../../../src/schema/words.ts';

interface Team {
  persona: string;
  as?: AccountClass;
  tasks: readonly TaskName[];
  keys: number;
  subjects: number;
  rhythms: readonly RhythmName[];
  /** Drafts of the team: one that all keys share, or several. */
  drafts?: number;
  /** Items that are worked on again and again. */
  repeated?: number;
}

/** Keys of an organisation, in one place or in several. */
function keysOf(world: World, count: number, persona: string, as: AccountClass | undefined): Account[] {
  const { random, network, log } = world;
  const organisation = random.chance(0.85) ? world.names.organisation(random) : undefined;
  const offices = random.chance(0.7) ? network.block(random, 1 + random.below(5)) : undefined;
  const agents = [world.clients.kit(random), world.clients.kit(random)];
  const model = world.models.any(random);
  const projects = Array.from({ length: 1 + random.below(4) }, () => world.names.project(random));
  return Array.from({ length: count }, () => {
    const { organisation: _, ...account } = world.account(random, {
      at: 'cloud',
      agent: random.chance(0.8) ? agents[0]! : agents[1]!,
      project: random.pick(projects),
      model: random.chance(0.8) ? model : world.models.any(random),
      ...(offices ? { addresses: random.shuffle([...offices]) } : {}),
    });
    return log.enrol({ ...account, ...(organisation === undefined ? {} : { organisation }) }, persona, as);
  });
}

function team(
  world: World,
  requests: number,
  { persona, as, tasks, keys, subjects, rhythms, drafts = 1, repeated }: Team,
): void {
  const { random } = world;
  const brief = { subjects: world.subjects(random, subjects), size: world.size * Math.exp(0.3 * random.normal()) };
  const made = Array.from({ length: drafts }, () => TASKS[random.pick(tasks)](random, random, brief));
  world.habits.push(...made);
  const accounts = keysOf(world, keys, persona, as);
  const weights = accounts.map(() => Math.exp(random.normal() * 0.9));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const salt = random.below(2 ** 31);
  accounts.forEach((account, at) => {
    const share = (requests * weights[at]!) / total;
    const draft = made[at % made.length]!;
    const item =
      repeated === undefined ? undefined : (which: number): Random => new Random('suite', salt, which % repeated);
    world.work(random, account, {
      draft,
      rhythm: rhythm(random, random.pick(rhythms)),
      requests: share,
      ...(item ? { item } : {}),
    });
  });
}

const few = (random: Random, most: number): number => 1 + Math.floor(most * random.next() ** 2);

export const annotation: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'annotation',
    tasks: ['classify', 'extract', 'grade', 'soften', 'look', 'compare'],
    keys: few(world.random, 8),
    subjects: 1 + world.random.below(8),
    rhythms: ['steady', 'nightly', 'office', 'bursts'],
    drafts: 1 + world.random.below(2),
  });

export const nightly: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'nightly-batch',
    tasks: ['summarise', 'extract', 'classify', 'translate', 'analyse'],
    keys: few(world.random, 4),
    subjects: 1 + world.random.below(5),
    rhythms: ['nightly'],
  });

export const translators: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'translation',
    tasks: ['translate'],
    keys: few(world.random, 20),
    subjects: 3 + world.random.below(12),
    rhythms: ['office', 'steady', 'bursts'],
    drafts: 1 + world.random.below(6),
  });

export const callCentre: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'call-centre',
    tasks: ['summarise', 'grade', 'classify', 'extract'],
    keys: few(world.random, 12),
    subjects: 1 + world.random.below(3),
    rhythms: ['office', 'waking', 'hourly'],
    drafts: 1 + world.random.below(3),
  });

/** A firm with a key for each service, tenant or region. */
export const keyPool: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'key-pool',
    tasks: literals('retrieve compose classify chat summarise orchestrate program question analyse reason'),
    keys: 8 + Math.floor(Math.min(requests / 4, 110) * world.random.next()),
    subjects: 1 + world.random.below(8),
    rhythms: ['waking', 'office', 'steady'],
    drafts: 1 + world.random.below(5),
  });

/** A firm whose many workers each have a key: they label and read what is dealt to them. */
export const crowdWork: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'crowd-work',
    tasks: ['classify', 'extract', 'summarise', 'look', 'translate'],
    keys: 10 + Math.floor(Math.min(requests / 6, 150) * world.random.next()),
    subjects: 2 + world.random.below(12),
    rhythms: ['office', 'waking', 'evening'],
    drafts: 1 + world.random.below(3),
  });

/** Models that judge answers on every commit: the same cases again and again. */
export const judgeSuite: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'judge-suite',
    tasks: ['grade', 'compare', 'grade', 'classify'],
    keys: few(world.random, 6),
    subjects: 1 + world.random.below(10),
    rhythms: ['bursts', 'office', 'nightly'],
    repeated: 20 + world.random.below(150),
  });

export const redTeam: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'red-team',
    tasks: ['soften', 'question', 'character', 'persona'],
    keys: few(world.random, 10),
    subjects: 3 + world.random.below(12),
    rhythms: ['office', 'bursts', 'evening'],
    drafts: 1 + world.random.below(4),
  });

/** A laboratory or product team that studies the model: samples, rollouts, gradings of a fixed set. */
export const laboratory: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'laboratory',
    tasks: ['reason', 'question', 'coding', 'orchestrate', 'operate', 'selfPlay', 'analyse', 'review', 'proceed'],
    keys: few(world.random, 12),
    subjects: 2 + world.random.below(20),
    rhythms: ['office', 'bursts', 'steady', 'nightly'],
    drafts: 1 + world.random.below(3),
    repeated: 30 + world.random.below(400),
  });

/** A team that has permission to train a model of its own on the answers. */
export const permitted: Crowd = (world, requests) =>
  team(world, requests, {
    persona: 'permitted-data',
    as: 'authorised',
    tasks: ['persona', 'evolve', 'classify', 'question', 'reason', 'grade', 'soften', 'translate', 'sweep'],
    keys: few(world.random, 15),
    subjects: 2 + world.random.below(20),
    rhythms: ['steady', 'bursts', 'nightly', 'office'],
    drafts: 1 + world.random.below(3),
  });
