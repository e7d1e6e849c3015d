/** Campaigns: accounts that work through an assistant together to keep what it says. */
import type { Random } from '../../../src/math/random.ts';
import { type Assistant, popular } from './assistants/assistant.ts';
import { anyAssistant, type Counter, fill, type Turn, visit } from './counter.ts';
import { type Crew, crewOf } from './crews.ts';
import { customerVisit } from './innocents/customers.ts';
import { integrationTraffic, partnerKey } from './innocents/partners.ts';
import type { Matter } from './language/matter.ts';
import { type Account, someone } from './people.ts';
import { moment } from './rhythm.ts';
import { wordingOf } from './wording.ts';
import type { Job } from './works/work.ts';
import { WORKS } from './works/works.ts';

/** Adds a campaign of about so many requests, cover included. */
export function campaign(counter: Counter, id: string, requests: number): void {
  const { random, log } = counter;
  const assistant = anyAssistant(counter, random);
  const names = random.shuffle(Object.keys(WORKS)).slice(0, random.pick([1, 1, 2, 3]));
  const drawn = (): Job[] => names.map((name) => WORKS[name]!(random, assistant));
  const [isOfOneHand, common] = [random.chance(0.65), drawn()];
  log.campaigns.push({ id, type: names.join(' + ') });
  const crew = crewOf(counter, requests);
  const wordings = Array.from({ length: random.chance(0.6) ? 1 : 2 + random.below(3) }, () => wordingOf(random));
  const isMixed = random.chance(0.3);
  const hidden = random.chance(0.12) ? 0.2 + 0.4 * random.next() : 0;
  const count = Math.max(5, Math.round(((1 - hidden) * requests) / crew.volume));
  const deal = dealt(random, assistant, count);
  const harvester = (account: Account, at: number): (() => Turn[]) => {
    const jobs = isOfOneHand ? common : drawn();
    const [wording, job] = [random.pick(wordings), random.pick(jobs)];
    const say = (matter: Matter): string => wording(random, matter, account.voice);
    return () => (isMixed ? random.pick(jobs) : job)(random, deal(at), say).map((turn) => ({ ...turn, harvest: id }));
  };
  for (let at = 0; at < count; at++) {
    const account = log.enrol(crew.makes(at, count), 'harvester', 'distillation', id);
    const volume = Math.max(1, crew.volume * Math.exp(0.4 * random.normal()));
    work(counter, crew, account, assistant, volume, harvester(account, at));
  }
  for (let idle = random.chance(0.25) ? random.below(1 + count / 5) : 0; idle >= 1; idle--) {
    const account = log.enrol(crew.makes(random.below(count), count), 'harvester', 'distillation', id);
    customerVisit(counter, random, account);
  }
  if (hidden > 0) behindPartner(counter, crew, id, assistant, hidden * requests, harvester);
}

/** An account's sittings until it has sent its share. */
function work(
  counter: Counter,
  crew: Crew,
  account: Account,
  assistant: Assistant,
  volume: number,
  harvest: () => Turn[],
): void {
  const { random, season, log } = counter;
  const [begin, end] = [log.requests, log.requests + volume];
  let covered = 0;
  fill(counter, volume, () => {
    const sent = log.requests - begin;
    if (covered < crew.cover * sent) {
      customerVisit(counter, random, account, random.chance(0.7) ? assistant : undefined);
      covered += log.requests - begin - sent;
      return;
    }
    let start = moment(random, season, account.hours, account.from, account.until);
    const address = random.pick(account.addresses);
    for (let talks = 1 + Math.floor(random.exponential(crew.sitting)); talks > 0 && log.requests < end; talks--) {
      const turns = harvest();
      visit(counter, { account, assistant, start, turns, pace: crew.pace, address });
      start += turns.length * 25 + (crew.pace ? 5 * crew.pace(random) : 40 + random.exponential(180));
    }
  });
}

/** A part of the campaign comes as customers of a partner, whose other customers know nothing of it. */
function behindPartner(
  counter: Counter,
  crew: Crew,
  id: string,
  assistant: Assistant,
  requests: number,
  harvester: (account: Account, at: number) => () => Turn[],
): void {
  const { random, log, season, society } = counter;
  const key = log.enrol(partnerKey(counter), 'partner integration', 'relay', id);
  const customers = Array.from({ length: 1 + random.below(20) }, (_, at) => {
    const customer = someone(random, { ...society, taken: new Set() }, 'visitor');
    return { customer, harvest: harvester(customer, at) };
  });
  fill(counter, requests, () => {
    const { customer, harvest } = random.pick(customers);
    const start = moment(random, season, customer.hours);
    const account = { ...key, name: customer.name, voice: customer.voice };
    visit(counter, { account, assistant, start, turns: harvest(), pace: crew.pace, endUser: customer.id });
  });
  integrationTraffic(counter, key, assistant, requests * random.exponential(1));
}

/** Which matter an account takes next: a part of the list each, all of it at random, or what is popular first. */
function dealt(random: Random, assistant: Assistant, accounts: number): (account: number) => Matter {
  const size = Math.ceil(assistant.matters.length * (0.3 + 0.7 * random.next()));
  const list = random.shuffle([...assistant.matters]).slice(0, size);
  const way = random.below(4);
  if (way === 0) {
    let next = 0;
    return () => list[next++ % list.length]!;
  }
  if (way === 1) {
    const taken = new Map<number, number>();
    return (account) => {
      const at = taken.get(account) ?? Math.floor((account * list.length) / accounts);
      taken.set(account, at + 1);
      return list[at % list.length]!;
    };
  }
  if (way === 2) return () => random.pick(list);
  return () => popular(random, assistant);
}
