/** A campaign: many accounts of one hand that harvest the model, and what it does so as not to be seen. */
import type { Random } from '../../../../src/math/random.ts';
import { type Account, endUsers } from '../people.ts';
import { DAY, rhythm, type Rhythm, RHYTHMS } from '../rhythm.ts';
import { type Shell, through } from '../tasks/shell.ts';
import { capital, coined } from '../text/lexicon.ts';
import { spin } from '../text/spin.ts';
import type { Seat, World } from '../world.ts';
import { type Harvest, harvests } from './harvests.ts';

/** When an account of the campaign is at work. */
type Span = () => { from: number; until: number };

function spans(world: World, plan: Random, count: number): Span {
  const { length } = world.log;
  const { release } = world.models;
  const always = { from: 0, until: Infinity };
  switch (plan.pick(['always', 'staggered', 'succession', 'succession', 'release', 'season'] as const)) {
    case 'always':
      return () => always;
    case 'staggered':
      return () => ({ from: plan.next() * 0.7 * length, until: Infinity });
    case 'succession': {
      // Accounts are banned, and others take their place.
      const life = DAY * (0.4 + 3 * plan.next());
      let nth = 0;
      return () => {
        const from = ((nth++ / count) * length - life * 0.3) * (0.97 + 0.06 * plan.next());
        return {
          from: Math.max(0, Math.min(from, length - DAY)),
          until: Math.max(from, 0) + life * (0.5 + plan.next()),
        };
      };
    }
    case 'release':
      return () => ({ from: release < length - DAY ? release + plan.exponential(DAY / 2) : 0, until: Infinity });
    case 'season': {
      const from = plan.next() * 0.6 * length;
      const until = from + DAY + plan.next() * (length - from);
      return () => ({ from: from + plan.exponential(DAY / 8), until });
    }
  }
}

/** By which lines the accounts come in. */
function lines(world: World, plan: Random): () => Pick<Seat, 'addresses' | 'at'> {
  switch (plan.pick(['homes', 'proxies', 'exits', 'clouds', 'mixed'] as const)) {
    case 'homes':
      return () => ({ at: 'home' });
    case 'proxies':
      return () => ({ addresses: world.network.roaming(plan) });
    case 'clouds':
      return () => ({ at: 'cloud' });
    case 'mixed':
      return () => ({});
    case 'exits': {
      const exits = world.network.block(plan, 2 + plan.below(12));
      return () => ({ addresses: plan.shuffle([...exits]).slice(0, 1 + plan.below(exits.length)) });
    }
  }
}

function organisations(world: World, plan: Random): () => Pick<Seat, 'organisation'> {
  const names = Array.from({ length: 1 + plan.below(5) }, () => world.names.organisation(plan));
  switch (plan.pick(['none', 'each', 'each', 'one', 'few'] as const)) {
    case 'none':
      return () => ({});
    case 'each':
      return () => (plan.chance(0.5) ? { organisation: world.names.organisation(plan) } : {});
    case 'one':
      return () => ({ organisation: names[0]! });
    case 'few':
      return () => ({ organisation: plan.pick(names) });
  }
}

/** What each account puts on: a client that many use, a made-up assistant, or nothing. */
function dress(world: World, plan: Random): () => Shell | undefined {
  const common = world.shells.length > 0 && plan.chance(0.3) ? plan.pick(world.shells) : undefined;
  if (common) return () => common;
  const agents = [world.clients.kit(plan), world.clients.kit(plan)];
  const spread = plan.chance(0.4);
  const persona = plan.chance(0.2);
  if (!persona && spread) return () => undefined;
  return () => ({
    agent: spread ? world.clients.kit(plan) : agents[plan.chance(0.85) ? 0 : 1]!,
    system: persona
      ? `${spin(plan, '{You are|Be} $name, {an assistant|a helper|an expert} {for|of|at}').replace('$name', capital(coined(plan)))} ${capital(coined(plan))}. ${world.subject(plan).prose(plan, 20 + plan.below(40))}`
      : undefined,
    tools: undefined,
  });
}

const HUMAN = ['office', 'waking', 'evening'] as const;

function beats(plan: Random): () => Rhythm {
  const names = plan.chance(0.5) ? HUMAN : RHYTHMS;
  const common = rhythm(plan, plan.pick(names));
  return plan.chance(0.5) ? () => common : () => rhythm(plan, plan.pick(names));
}

/** What an account does besides: what innocent people do. */
function cover(world: World, plan: Random): (account: Account, requests: number) => void {
  if (world.habits.length === 0 || plan.chance(0.4)) return () => undefined;
  const share = 0.1 + 0.8 * plan.next();
  const habits = plan.chance(0.3) ? [plan.pick(world.habits)] : world.habits;
  return (account, requests) => {
    const parts = 1 + plan.below(3);
    const own = Math.min(0.9, share * (0.6 + 0.8 * plan.next()));
    for (let part = 0; part < parts; part++) {
      const subject = plan.chance(0.6) ? world.subject(plan) : undefined;
      world.work(plan, account, {
        draft: plan.pick(habits),
        rhythm: rhythm(plan, plan.pick(HUMAN)),
        requests: (requests * own) / (1 - own) / parts,
        ...(subject ? { subject } : {}),
      });
    }
  };
}

/** Requests of an account by kind of harvest. */
function shares(plan: Random, kinds: readonly Harvest[], mixed: boolean): readonly (readonly [Harvest, number])[] {
  if (!mixed) return [[plan.pick(kinds), 1]];
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
  return kinds.map((kind) => [kind, kind.weight / total] as const);
}

/** Between two numbers, as often in each octave. */
const octaves = (random: Random, from: number, to: number): number => from * (to / from) ** random.next();

/**
 * Adds a campaign: few accounts or hundreds, with a handful of requests each or hundreds.
 * @param innocent requests that the log had before
 */
export function campaign(world: World, id: string, innocent: number): void {
  const plan = world.random;
  const { log } = world;
  const wished = octaves(plan, 5, 300);
  const each = octaves(plan, 8, 200);
  const requests = Math.max(0.02 * innocent, Math.min(octaves(plan, 0.1, 0.8) * innocent, wished * each));
  const count = Math.max(5, Math.round(Math.min(wished, requests / 8)));
  const kinds = harvests(world, requests);
  const [span, line, organisation, worn, beat, covered] = [
    spans(world, plan, count),
    lines(world, plan),
    organisations(world, plan),
    dress(world, plan),
    beats(plan),
    cover(world, plan),
  ];
  const mixed = plan.chance(0.6);
  const quick = plan.chance(0.6);
  const model = plan.chance(0.7) ? world.models.any(plan) : undefined;
  const relayed = world.relays.length > 0 && plan.chance(0.2) ? plan.pick(world.relays) : [];
  const hidden = relayed.length > 0 ? 0.2 + 0.6 * plan.next() : 0;
  log.campaigns.push({ id, type: kinds.map(({ type }) => type).join('+') });
  const named = plan.chance(0.2);
  const spread = 0.2 + plan.next();
  const covers: (() => void)[] = [];
  const harvestBy = (account: Account, shell: Shell | undefined): number => {
    const volume = world.volume(plan, requests / count, spread);
    const when = beat();
    for (const [kind, share] of shares(plan, kinds, mixed)) {
      const made = kind.draft();
      const draft = shell ? through(shell, made) : made;
      world.work(plan, account, {
        draft,
        rhythm: when,
        requests: volume * share,
        item: kind.item,
        harvest: true,
        ...(named ? { endUser: endUsers(plan, volume) } : {}),
      });
    }
    return volume;
  };
  for (let at = 0; at < count; at++) {
    const shell = worn();
    if (at > 4 && plan.chance(hidden)) {
      const key = plan.pick(relayed);
      log.resident(key).campaign = id;
      harvestBy(key, shell);
      continue;
    }
    const account = log.enrol(
      world.account(plan, {
        ...span(),
        ...line(),
        ...organisation(),
        ...(shell ? { agent: shell.agent } : {}),
        ...(model === undefined ? {} : { model }),
        ...(quick ? { moves: plan.exponential(DAY / 3) } : {}),
      }),
      'campaign',
      'distillation',
      id,
    );
    const volume = harvestBy(account, shell);
    covers.push(() => covered(account, volume));
  }
  for (const hide of covers) hide();
}
