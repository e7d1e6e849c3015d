/**
 * Do these accounts share these templates by chance? The null reassigns the log's own links at random: each account keeps the
 * number of rare templates it uses, and each template its number of users, but who uses which is random. In each such log
 * the search for clusters is repeated and its strongest cluster counts, so that the p-value is valid even though candidates
 * were searched for (Westfall and Young 1993).
 */
import { DEALT_OUT } from '../../../text/likelihood.ts';
import { conformalP } from '../../../math/multiple-tests.ts';
import { Random } from '../../../math/random.ts';
import { type Candidate, isPool } from '../candidates/candidate.ts';
import type { NullTest, Untested } from './null-test.ts';
import type { SharedTemplates } from '../candidates/shared-templates.ts';
import { templateBundles } from '../candidates/template-bundles.ts';
import { LeastInCommon } from '../candidates/template-links.ts';

/** Number of randomised logs: the smallest possible p-value is 0.01. */
const DEALT = 99;
/** Budget of template pairs compared, about a second of work. Larger logs get fewer randomised logs, but at least 19. */
const BUDGET = 1_000_000;
const FEWEST = 19;
/** How much of what each other thread deals this one does, which begins later. */
const OWN_SHARE = 1 / 2;
/** Mean number of trades per account; after five the links are practically random (Strona et al. 2014). */
const TRADES = 5;

/** The links of a log, and how they are dealt anew: plain data that another thread can take. */
export interface LinkedLog {
  shared: SharedTemplates;
  accounts: number;
  /** Accounts that make a cluster. */
  smallest: number;
  seed: number;
}

/** Whether dealing links anew says something of a candidate. */
export const isLinkTestable = ({ kind, templates }: Candidate): boolean => !isPool(kind) && templates.length > 1;

/** Some rounds of a log whose links are dealt anew, for another thread. */
export interface LinksJob {
  linked: LinkedLog;
  from: number;
  to: number;
}

/** What another thread gives for its job, or undefined where it loses it. */
export interface LinksAside {
  job: LinksJob;
  dealt: Promise<number[] | undefined>;
}

/** Template pairs that are compared each time the links of a log are dealt anew. */
function pairsOf({ shared }: LinkedLog): number {
  const { first } = linksOf(shared);
  return Math.max(
    1,
    first.reduce((sum, from, i) => sum + ((first[i + 1] ?? from) - from) ** 2, 0),
  );
}

/** How many times they are. */
const roundsOf = (linked: LinkedLog, pairs = pairsOf(linked)): number =>
  Math.max(FEWEST, Math.min(DEALT, Math.floor(BUDGET / pairs)));

/**
 * The first rounds, for so many other threads at most; the last ones are left for this one. For less than a second of work a thread takes
 * as long to compile what does it.
 */
export function linksJobs(linked: LinkedLog, threads: number): LinksJob[] {
  const pairs = pairsOf(linked);
  const rounds = roundsOf(linked, pairs);
  const length = Math.min(threads, Math.max(1, Math.floor((rounds * pairs) / BUDGET)));
  const each = Math.ceil(rounds / (length + OWN_SHARE));
  return Array.from({ length }, (_, thread) => {
    return { linked, from: Math.min(rounds, thread * each), to: Math.min(rounds, (thread + 1) * each) };
  });
}

export const runLinksJob = ({ linked, from, to }: LinksJob): number[] => strongestDealt(linked, from, to);

/**
 * The same as `strongestDealt`.
 * @param aside of `linksJobs`, where other threads have begun with them; what they lose is dealt here
 */
export async function dealtBeside(linked: LinkedLog, aside: readonly LinksAside[] = []): Promise<number[]> {
  const own = strongestDealt(linked, aside.at(-1)?.job.to);
  const others = await Promise.all(aside.map(async ({ job, dealt }) => (await dealt) ?? runLinksJob(job)));
  return [...others.flat(), ...own];
}

/** The strongest cluster of each log that links dealt anew make of one, in nats. */
export function strongestDealt(linked: LinkedLog, from = 0, to = roundsOf(linked)): number[] {
  const { shared, accounts, smallest, seed } = linked;
  // Reassignment does not change the number of users of a template.
  const enough = new LeastInCommon(accounts);
  const deal = dealer(shared);
  return Array.from({ length: to - from }, (_, round) => {
    const dealt = deal(new Random('links', seed, from + round));
    return templateBundles(dealt, accounts, enough).reduce(
      (most, bundle) => Math.max(most, strengthOf(bundle, dealt, smallest)),
      0,
    );
  });
}

/**
 * One test per candidate, in the order given.
 * @param dealt of `strongestDealt`; of no use where no candidate can be tested
 */
export function linkTests(candidates: readonly Candidate[], dealt: readonly number[]): (NullTest | Untested)[] {
  return candidates.map((candidate) => {
    if (!isLinkTestable(candidate)) return untestable(candidate);
    const strength = candidate.information * candidate.accounts.length;
    return { stratum: DEALT_OUT, statistic: strength, p: conformalP(strength, dealt), n: dealt.length };
  });
}

const untestable = ({ kind }: Candidate): Untested => ({
  stratum: DEALT_OUT,
  reason: isPool(kind)
    ? 'each account words its prompts in its own way, so there is nothing to shuffle'
    : 'the accounts share only one template, so there is nothing to shuffle',
});

/** Information of all links between a bundle's templates and the accounts that use several of them, in nats. */
function strengthOf(bundle: readonly number[], shared: DealtTemplates, smallest: number): number {
  const used = new Map<number, { templates: number; weight: number }>();
  for (const template of bundle)
    for (const account of shared.users.get(template)!) {
      let own = used.get(account);
      if (own === undefined) used.set(account, (own = { templates: 0, weight: 0 }));
      own.templates++;
      own.weight += shared.weight[template]!;
    }
  const joint = [...used.values()].filter(({ templates }) => templates > 1);
  return joint.length < smallest ? 0 : joint.reduce((sum, { weight }) => sum + weight, 0);
}

/** Which accounts use which templates, by template alone. */
type DealtTemplates = Pick<SharedTemplates, 'weight' | 'users'>;

/**
 * Reassigns links at random without changing their numbers: pairs of accounts pool the templates that only one of them uses and
 * divide them up again (the curveball algorithm, Strona et al. 2014).
 * @returns what is valid until it is called again: no log differs from another in how many there are of what
 */
export function dealer(shared: SharedTemplates): (random: Random) => DealtTemplates {
  const { accounts, first, given } = linksOf(shared);
  const ascending = accounts.map((_, i) => i).sort((i, j) => accounts[i]! - accounts[j]!);
  const users = new Map([...shared.users].map(([template, list]) => [template, list.slice()]));
  const listOf = Array.from(shared.weight, (_, template) => users.get(template) ?? new Uint32Array(0));
  return (random) => {
    const own = given.slice();
    trade(own, first, shared.weight.length, random);
    const next = new Uint32Array(listOf.length);
    for (const i of ascending) {
      for (let at = first[i]!; at < first[i + 1]!; at++) listOf[own[at]!]![next[own[at]!]!++] = accounts[i]!;
    }
    return { weight: shared.weight, users };
  };
}

/**
 * The accounts that use templates, in the order of their first one, and the templates of account i, ascending:
 * `given[first[i] .. first[i + 1]]`. No trade changes how many they are.
 */
function linksOf({ users }: SharedTemplates): { accounts: Uint32Array; first: Uint32Array; given: Uint32Array } {
  const lists = [...users.values()];
  const most = lists.reduce((sum, list) => Math.max(sum, list.at(-1)!), 0);
  /** Place of each account, from 1, and how many templates it uses. */
  const [place, used] = [new Uint32Array(most + 1), new Uint32Array(most + 1)];
  const accounts = new Uint32Array(most + 1);
  let count = 0;
  for (const list of lists)
    for (const account of list) if (used[account]!++ === 0) accounts[(place[account] = ++count) - 1] = account;
  const first = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) first[i + 1] = first[i]! + used[accounts[i]!]!;
  const given = new Uint32Array(first[count]!);
  const next = first.slice();
  for (const [template, list] of users) for (const account of list) given[next[place[account]! - 1]!++] = template;
  return { accounts: accounts.slice(0, count), first, given };
}

/** Trades templates between accounts, in place. */
function trade(own: Uint32Array, first: Uint32Array, templates: number, random: Random): void {
  const accounts = first.length - 1;
  /** The last trade in which the first of the two used each template, and in which both did. */
  const [inA, inBoth] = [new Uint32Array(templates), new Uint32Array(templates)];
  /** What only one of them uses: of the first, then of the second. */
  const pool = new Uint32Array(2 * templates);
  const onlyB = new Uint32Array(templates);
  for (let trade = 1; trade <= (TRADES * accounts) / 2; trade++) {
    const a = random.below(accounts);
    const b = random.below(accounts);
    if (a === b) continue;
    const fromA = first[a]!;
    const toA = first[a + 1]!;
    const fromB = first[b]!;
    const toB = first[b + 1]!;
    for (let at = fromA; at < toA; at++) inA[own[at]!] = trade;
    let ofB = 0;
    for (let at = fromB; at < toB; at++) {
      const template = own[at]!;
      if (inA[template] === trade) inBoth[template] = trade;
      else onlyB[ofB++] = template;
    }
    if (ofB === 0) continue;
    // What both have comes first, in the order of the one.
    let both = 0;
    let ofA = 0;
    for (let at = fromA; at < toA; at++) {
      const template = own[at]!;
      if (inBoth[template] === trade) own[fromA + both++] = template;
      else pool[ofA++] = template;
    }
    if (ofA === 0) continue;
    for (let i = 0; i < ofB; i++) pool[ofA + i] = onlyB[i]!;
    random.shuffle(pool, ofA + ofB);
    for (let i = 0; i < both; i++) own[fromB + i] = own[fromA + i]!;
    for (let i = 0; i < ofA; i++) own[fromA + both + i] = pool[i]!;
    for (let i = 0; i < ofB; i++) own[fromB + both + i] = pool[ofA + i]!;
  }
}
