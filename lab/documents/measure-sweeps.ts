/**
 * Whether documents tell a sweep from customers where all share one template: `npm run --prefix lab sweeps -- [LOGS] [SEED]`, in made
 * logs of assistants. Two statistics are held against the log's own popularity, without the accounts judged: how often an account gets a document again, and how often two accounts
 * of a group get the same one. Customers come back and ask what others ask; a list is worked off once and split without overlap. It prints
 * how many sweeps are below every innocent account or group of all logs, which is what could be told at no wrong call, and how many where
 * the company's own crawlers were named. A group is also taken as one account. Groups are given, and formed from who avoids whom.
 */
import { Random } from '../../src/math/random.ts';
import { share, table } from '../../src/report/benchmark/markdown.ts';
import { type Account, formedGroups } from './formed-groups.ts';
import { documentOf, Popularity } from './popularity.ts';
import { type Answered, documentWorld } from './world.ts';

const FEWEST = 20;
const SIZES = [20, 40, 80, 160, Infinity];
/** Accounts of a group, as many innocent ones as of a sweep. */
const GROUP = 5;

interface Case {
  role: string;
  requests: number;
  /** Standard deviations below what is drawn. */
  below: number;
}

const again = (requests: readonly Answered[]): number => requests.length - new Set(requests.map(documentOf)).size;

/** Pairs of requests of different accounts with the same document. */
function collisions(accounts: readonly (readonly Answered[])[]): number {
  const sets = accounts.map((own) => new Set(own.map(documentOf)));
  let pairs = 0;
  for (let a = 0; a < sets.length; a++)
    for (let b = a + 1; b < sets.length; b++) for (const one of sets[a]!) if (sets[b]!.has(one)) pairs++;
  return pairs;
}

interface Cases {
  accounts: Case[];
  groups: Case[];
  unions: Case[];
  formed: Case[];
}

function casesOfWorld(seed: number): Cases {
  const random = new Random('sweeps', seed);
  const share = 0.1 + 0.8 * random.next();
  return casesOf(documentWorld(seed, [{ share, accounts: GROUP, cover: seed % 3 === 0 }]).requests, random);
}

function casesOf(requests: readonly Answered[], random: Random): Cases {
  const byAccount = new Map<string, Answered[]>();
  for (const one of requests) {
    const own = byAccount.get(one.account);
    if (own) own.push(one);
    else byAccount.set(one.account, [one]);
  }
  const popularity = new Popularity(requests);
  const enough = [...byAccount].filter(([, own]) => own.length >= FEWEST);
  const asOne = (own: readonly Answered[]): number => {
    const [mean, deviation] = popularity.again(own.length, own);
    return (mean - again(own)) / deviation;
  };
  const accounts = enough.map(([, own]): Case => ({ role: own[0]!.role, requests: own.length, below: asOne(own) }));
  const given = groupsOf(enough, random);
  const smallest = (group: readonly Account[]): number => Math.min(...group.map(([, own]) => own.length));
  const unionOf = (group: readonly Account[]): Case => ({
    role: roleOf(group),
    requests: smallest(group),
    below: asOne(group.flatMap(([, own]) => own)),
  });
  const groups = given.map((group): Case => {
    const lists = group.map(([, own]) => own);
    const sizes = lists.map(({ length }) => length);
    const [mean, deviation] = popularity.collisions(sizes, lists.flat());
    return { role: roleOf(group), requests: smallest(group), below: (mean - collisions(lists)) / deviation };
  });
  return { accounts, groups, unions: given.map(unionOf), formed: formedGroups(enough, requests).map(unionOf) };
}

function roleOf(group: readonly Account[]): string {
  const all = group.map(([, [first]]) => first!.role);
  // A formed group is a sweep's where most of it is.
  if (all.filter((role) => role === 'sweep').length > all.length / 2) return 'sweep';
  const roles = new Set(all);
  return roles.size === 1 ? [...roles][0]! : roles.has('crawler') ? 'with a crawler' : 'mixed';
}

/** The sweep's accounts, and innocent ones drawn at random and those that avoid each other most: groups are formed from avoidance. */
function groupsOf(enough: readonly Account[], random: Random): Account[][] {
  const sweep = enough.filter(([, [first]]) => first!.role === 'sweep');
  const others = enough.filter(([, [first]]) => first!.role !== 'sweep');
  const drawn = Array.from({ length: 10 }, () => random.shuffle([...others]).slice(0, GROUP));
  return [...(sweep.length > 1 ? [sweep] : []), ...drawn, avoiding(others)].filter((group) => group.length > 1);
}

/** Accounts that share least with those taken before. */
function avoiding(accounts: readonly Account[]): Account[] {
  const left = [...accounts];
  const taken = left.splice(0, 1);
  while (taken.length < GROUP && left.length > 0) {
    const shared = new Map(left.map((one) => [one, collisions([...taken, one].map(([, own]) => own))]));
    left.sort((a, b) => shared.get(a)! - shared.get(b)!);
    taken.push(left.shift()!);
  }
  return taken;
}

function rowsOf(cases: readonly Case[]): string[][] {
  return SIZES.slice(1).map((most, at) => {
    const of = cases.filter(({ requests }) => requests >= SIZES[at]! && requests < most);
    const [sweeps, others] = [of.filter(({ role }) => role === 'sweep'), of.filter(({ role }) => role !== 'sweep')];
    const limit = (isOf: (role: string) => boolean): number =>
      Math.max(0, ...cases.filter(({ role }) => role !== 'sweep' && isOf(role)).map(({ below }) => below));
    const told = (least: number): string => share(sweeps.filter(({ below }) => below > least).length, sweeps.length);
    const hardest = others.toSorted((a, b) => b.below - a.below)[0];
    return [
      `${SIZES[at]!} to ${most === Infinity ? '…' : most - 1}`,
      String(others.length),
      share(others.filter(({ below }) => below > 2).length, others.length),
      hardest === undefined ? '' : `${hardest.role} (${hardest.below.toFixed(1)})`,
      share(sweeps.filter(({ below }) => below > 2).length, sweeps.length),
      told(limit(() => true)),
      told(limit((role) => !role.includes('crawler'))),
    ];
  });
}

function print(name: string, all: readonly Cases[]): void {
  const head = [
    'answers',
    'innocent',
    'of these above 2',
    'highest',
    'sweeps above 2',
    'sweeps told at no wrong call',
    'but crawlers',
  ];
  const show = (title: string, cases: readonly Case[]): void =>
    console.log(`\n${name}: ${title}\n\n${table(head, rowsOf(cases))}`);
  const casesOfKind = (kind: keyof Cases): Case[] => all.flatMap((cases) => cases[kind]);
  show('again within an account, standard deviations below popularity', casesOfKind('accounts'));
  show('the same document in accounts of a group, by its smallest account', casesOfKind('groups'));
  show('again within a group that is taken as one account', casesOfKind('unions'));
  show('the same in groups that are formed from who avoids whom', casesOfKind('formed'));
}

const [logs, seed] = [Number(process.argv[2] ?? 40), Number(process.argv[3] ?? 1000)];
print(
  'Made logs of assistants',
  Array.from({ length: logs }, (_, at) => casesOfWorld(seed + at)),
);
