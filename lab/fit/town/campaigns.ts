/** Campaigns: who sends a harvest's prompts, when, in which words, and under how much cover. */
import { Random } from '../../../src/math/random.ts';
import { aroundTheClock, popular, sittings } from './clock.ts';
import { filled, type Harvest, HARVESTS } from './harvests.ts';
import { Interest } from './interest.ts';
import { answer, system, user } from './log.ts';
import { resold } from './firms.ts';
import { ownTraffic } from './neighbours.ts';
import { constantPrompts, sweepOf } from './other-harvests.ts';
import { type Account, address, newAccount } from './people.ts';
import type { Town } from './town.ts';
import { passage, sentence } from './words.ts';

/** What is drawn for a campaign. */
interface Plan {
  accounts: number;
  /** Harvest requests an account, on average. */
  depth: number;
  /** Who gets the next piece: whoever comes, each in turn, or a part of the list for each. */
  dealing: 'random' | 'turns' | 'parts';
  clock: 'always' | 'bursts' | 'people';
  wording: 'one' | 'by account' | 'by request';
  /** Other requests for each of the harvest, and whether they are those of people who buy access. */
  cover: number;
  resells: boolean;
  /** Part of the log in which it runs, and whether its accounts last as long. */
  from: number;
  until: number;
  short: boolean;
  /** Answers taken for each piece. */
  samples: number;
  /** Whether pieces may come again by chance. */
  withRepeats: boolean;
  parameters: 'one set' | 'by account';
  addresses: number;
  ownAgents: boolean;
  /** Generations of accounts: banned ones are followed by new ones. */
  generations: number;
  /** Harvests at a time, and whether an account gets one of them or all. */
  families: number;
  ownFamily: boolean;
  /** A sentence of its own before each account's prompts. */
  personas: boolean;
  /** Part of the words of an account's material that are of a field of its own: 0 in most campaigns. */
  fields: number;
  /** Further turns of a conversation with tools. */
  turns: number;
}

function planOf(random: Random): Plan {
  const from = random.chance(0.4) ? 0 : 0.6 * random.next();
  return {
    accounts: Math.round(7 * Math.exp(random.next() * 3.2)),
    depth: Math.round(18 * Math.exp(random.next() * 2)),
    dealing: random.pick(['random', 'random', 'turns', 'parts']),
    clock: random.pick(['always', 'bursts', 'people']),
    wording: random.pick(['one', 'by account', 'by request']),
    cover: random.pick([0, 0, 0.2, 0.6, 2]),
    resells: random.chance(0.35),
    from,
    until: Math.min(1, from + 0.2 + random.next()),
    short: random.chance(0.35),
    samples: random.pick([1, 1, 1, 2, 4]),
    withRepeats: random.chance(0.4),
    parameters: random.pick(['one set', 'by account']),
    addresses: random.pick([1, 4, Infinity, Infinity]),
    ownAgents: random.chance(0.5),
    generations: random.pick([1, 1, 1, 3]),
    families: random.pick([1, 1, 1, 2, 4]),
    ownFamily: random.chance(0.3),
    personas: random.chance(0.15),
    fields: random.chance(0.15) ? 0.2 + 0.5 * random.next() : 0,
    turns: random.pick([0, 0, 1, 3]),
  };
}

/**
 * Writes a campaign of at most so many requests, but eight an account; what is given is not drawn.
 * @param times how many times as much as is drawn an account harvests
 */
export function campaign(town: Town, id: string, most: number, known: Partial<Plan> = {}, times = 1): void {
  const { log, random } = town;
  const plan = { ...planOf(random), ...known };
  plan.depth *= times;
  const harvests = harvestsOf(plan, town);
  const type = harvests.map((one) => one.type).join(' + ');
  plan.depth = Math.max(8, Math.min(plan.depth, Math.round(most / (plan.accounts * (1 + plan.cover)))));
  const accounts = accountsOf(plan, random);
  log.campaigns.push({ id, type });
  for (const account of accounts) log.enrol(account, type, 'distillation', id);
  const jobs = accounts.flatMap((account, at) => {
    const [from, to] = spanOf(plan, random, at % plan.generations).map((part) => part * log.length) as [number, number];
    return timesOf(plan, random, account, from, to).map((time) => ({ account: at, time }));
  });
  jobs.sort((a, b) => a.time - b.time);
  const turns = plan.dealing === 'turns' && plan.generations === 1 && !plan.short;
  const piecesOf = accounts.map(() => 0);
  const fields = accounts.map(() => new Interest(random, plan.fields));
  const pieces = Math.ceil(jobs.length / plan.samples);
  const seed = random.below(2 ** 31);
  jobs.forEach(({ account: drawn, time }, at) => {
    const account = turns ? at % accounts.length : drawn;
    const piece = pieceOf(plan, random, at, account, piecesOf[account]!++, pieces);
    const harvest = plan.ownFamily ? harvests[account % harvests.length]! : random.pick(harvests);
    const call = callOf(harvest, plan, random, seed, account, piece, fields[account]!);
    const messages = [...call.messages];
    const further = harvest.frame === undefined ? 0 : random.below(plan.turns + 1);
    for (let turn = 0, from = time; turn <= further; turn++) {
      log.add({ ...call, messages: [...messages], account: accounts[account]!, time: from, harvest: id });
      messages.push({ role: 'assistant', content: call.answer }, user(`Result: ${sentence(random)}`));
      from += 5 + random.exponential(20);
    }
  });
  if (plan.cover === 0) return;
  if (plan.resells) resold(town, accounts, plan.cover * plan.depth * accounts.length);
  else for (const account of accounts) ownTraffic(town, account, plan.cover * plan.depth);
}

/** One harvest or several, each prompt of them. */
function harvestsOf({ families }: Plan, { random, products }: Town): Harvest[] {
  const kind = random.next();
  if (kind < 0.2) return [sweepOf(random.pick(products))];
  if (kind < 0.3) return [constantPrompts(random)];
  return random.shuffle([...HARVESTS]).slice(0, families);
}

/** The part of the log in which an account of this generation works. */
function spanOf({ from, until, generations, short }: Plan, random: Random, generation: number): [number, number] {
  const part = (until - from) / generations;
  const start = from + part * generation;
  if (!short) return [start, start + part];
  const own = (0.15 + 0.3 * random.next()) * part;
  const first = start + random.next() * (part - own);
  return [first, first + own];
}

function accountsOf(plan: Plan, random: Random): Account[] {
  const shared = Number.isFinite(plan.addresses) ? Array.from({ length: plan.addresses }, () => address(random)) : [];
  const first = newAccount(random);
  return Array.from({ length: plan.accounts }, () =>
    newAccount(random, {
      from: 0,
      until: 1,
      ...(shared.length > 0 && { address: random.pick(shared) }),
      ...(!plan.ownAgents && { agent: first.agent, model: first.model }),
    }),
  );
}

function timesOf(plan: Plan, random: Random, account: Account, from: number, to: number): number[] {
  const count = Math.max(3, Math.round(plan.depth * Math.exp(0.25 * random.normal())));
  if (plan.clock === 'people') return sittings(random, to - from, account.zone, count).map((time) => from + time);
  if (plan.clock === 'always') return aroundTheClock(random, from, to, count);
  const bursts = Array.from({ length: 4 }, (_, at) => from + ((to - from) * (at + 0.4)) / 4);
  return Array.from({ length: count }, () => random.pick(bursts) + random.next() * 0.1 * (to - from));
}

/** Number of the material that comes next. */
function pieceOf(plan: Plan, random: Random, at: number, account: number, own: number, pieces: number): number {
  if (plan.withRepeats) return random.below(Math.max(1, Math.round(pieces * 0.9)));
  if (plan.dealing === 'parts') return account * 100_000 + Math.floor(own / plan.samples);
  return Math.floor(at / plan.samples);
}

function callOf(
  harvest: Harvest,
  plan: Plan,
  random: Random,
  seed: number,
  account: number,
  piece: number,
  field: Interest,
) {
  const words = plan.wording === 'by request' ? random : new Random(seed, plan.wording === 'one' ? 'all' : account);
  const prompt = popular(random, harvest.prompts);
  const message = filled(
    prompt,
    prompt.map(() => words.below(60)),
    harvest.material(field.through(new Random(seed, 'piece', piece)), piece),
  );
  const parameters = plan.parameters === 'one set' ? { temperature: 0.8, max_tokens: 4096 } : undefined;
  const own = plan.personas ? [system(passage(new Random(seed, 'persona', account), 1))] : [];
  return {
    messages: [...(harvest.frame === undefined ? own : [harvest.frame]), message],
    answer: answer(random, harvest.answer, { verbosity: 1 }),
    ...(parameters !== undefined && { parameters }),
  };
}
