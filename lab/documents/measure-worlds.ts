/**
 * Which sweeps documents tell at no wrong call, by accounts and by requests of each, in labelled logs of any generator in which an assistant
 * is planted: `npm run --prefix lab sweeps:worlds -- FOLDER...`, one world a folder. A sweep goes through articles drawn at random, each once.
 * A group is taken as one account, and it counts how many deviations more seldom it gets an article again than the log's popularity
 * gives. It is told where it exceeds every innocent account, or group of as many, of all logs of the world; groups of the innocent are drawn at
 * random, and those that avoid each other most. Groups of sweeps are given.
 */
import { basename } from 'node:path';
import { Random } from '../../src/math/random.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { labelledLogs } from '../fit/logs/labelled-log.ts';
import { assistantOf, lookalikes, planted } from './assistant.ts';
import { documentOf, Popularity } from './popularity.ts';
import type { Answered } from './world.ts';

const FEWEST = 20;
const EACH = [20, 50, 100, 200, 500];
const GROUPS = [1, 5, 20];
/** Sweeps of each kind in a log; groups of the innocent that are drawn. */
const [SWEEPS, DRAWN] = [5, 40];

interface Case {
  role: string;
  accounts: number;
  /** Requests of each account of a sweep. */
  each: number;
  /** Deviations. */
  below: number;
}

type Account = [name: string, own: Answered[]];

function accountsOf(requests: readonly Answered[]): Account[] {
  const byAccount = new Map<string, Answered[]>();
  for (const one of requests) {
    const own = byAccount.get(one.account);
    if (own) own.push(one);
    else byAccount.set(one.account, [one]);
  }
  return [...byAccount].filter(([, own]) => own.length >= FEWEST);
}

function roleOf(group: readonly Account[]): string {
  const all = group.map(([, [first]]) => first!.role);
  const roles = new Set(all);
  const crawled = roles.has('crawler') ? ' with a crawler' : '';
  return roles.size === 1 ? all[0]! : `several kinds${crawled}`;
}

function caseOf(group: readonly Account[], popularity: Popularity, each = 0): Case {
  const own = group.flatMap(([, requests]) => requests);
  const [mean, deviation] = popularity.again(own.length, own);
  const again = own.length - new Set(own.map(documentOf)).size;
  return { role: roleOf(group), accounts: group.length, each, below: (mean - again) / deviation };
}

/** Accounts each of which shares least with those before it. */
function avoiding(accounts: readonly Account[], size: number, random: Random): Account[] {
  const left = random.shuffle([...accounts]).slice(0, 300);
  const group = left.splice(0, 1);
  const seen = new Set(group.flatMap(([, own]) => own.map(documentOf)));
  while (group.length < size && left.length > 0) {
    const shared = left.map(([, own]) => new Set(own.map(documentOf).filter((one) => seen.has(one))).size / own.length);
    const [next] = left.splice(shared.indexOf(Math.min(...shared)), 1);
    group.push(next!);
    for (const one of next![1]) seen.add(documentOf(one));
  }
  return group;
}

async function casesOf(folder: string): Promise<Case[]> {
  const cases: Case[] = [];
  for (const log of labelledLogs(folder)) {
    const assistant = await assistantOf(log);
    const random = new Random('sweeps of worlds', log.name);
    const innocent = [...assistant.requests, ...lookalikes(assistant, random)];
    const accounts = accountsOf(innocent);
    console.error(
      `${log.name}: ${assistant.requests.length} requests, ${assistant.articles} articles, ${accounts.length} accounts with ${FEWEST}`,
    );
    const popularity = new Popularity(innocent);
    for (const one of accounts) cases.push(caseOf([one], popularity));
    for (const size of GROUPS.slice(1)) {
      for (let draw = 0; draw < DRAWN; draw++)
        cases.push(caseOf(random.shuffle([...accounts]).slice(0, size), popularity));
      for (let draw = 0; draw < SWEEPS; draw++) cases.push(caseOf(avoiding(accounts, size, random), popularity));
    }
    for (const size of GROUPS)
      for (const each of EACH)
        for (let sweep = 0; sweep < SWEEPS; sweep++) {
          const requests = planted(assistant, size, each, random);
          if (requests.length === 0) continue;
          cases.push(caseOf(accountsOf(requests), new Popularity([...innocent, ...requests]), each));
        }
  }
  return cases;
}

const isSweep = ({ role }: Case): boolean => role === 'sweep';

const isInnocent =
  (accounts: number, crawlers: boolean) =>
  (one: Case): boolean =>
    !isSweep(one) && one.accounts === accounts && (crawlers || !one.role.includes('crawler'));

function hardest(cases: readonly Case[], isOf: (one: Case) => boolean): Case | undefined {
  return cases.filter(isOf).toSorted((a, b) => b.below - a.below)[0];
}

/** A row for each kind of sweep and a column for each world; the last of each size says who looks most like one. */
function print(title: string, worlds: ReadonlyMap<string, readonly Case[]>, crawlers: boolean): void {
  const toldOf = (cases: readonly Case[], accounts: number, each: number): string => {
    const own = cases.filter((one) => isSweep(one) && one.accounts === accounts && one.each === each);
    const limit = hardest(cases, isInnocent(accounts, crawlers))?.below ?? 0;
    const told = own.filter(({ below }) => below > Math.max(0, limit)).length;
    return own.length === 0 ? '–' : `${told} of ${own.length}`;
  };
  const rows = GROUPS.flatMap((accounts) => [
    ...EACH.map((each) => [
      String(accounts),
      String(each),
      ...[...worlds.values()].map((cases) => toldOf(cases, accounts, each)),
    ]),
    [
      String(accounts),
      'hardest',
      ...[...worlds.values()].map((cases) => {
        const one = hardest(cases, isInnocent(accounts, crawlers));
        return one === undefined ? 'none' : `${one.role} (${one.below.toFixed(1)})`;
      }),
    ],
  ]);
  console.log(`\n${title}\n\n${table(['accounts', 'requests each', ...worlds.keys()], rows)}`);
}

async function main(folders: readonly string[]): Promise<void> {
  const worlds = new Map<string, Case[]>();
  for (const folder of folders) worlds.set(basename(folder), await casesOf(folder));
  print('Told at no wrong call, where crawlers are named', worlds, false);
  print('Where they are not', worlds, true);
  for (const [name, cases] of worlds) {
    const alone = cases.filter((one) => one.accounts === 1 && !isSweep(one));
    const most = [...new Set(alone.map(({ role }) => role))]
      .map((role) => hardest(alone, (one) => one.role === role)!)
      .sort((a, b) => b.below - a.below);
    const list = most.slice(0, 8).map(({ role, below }) => `${role} ${below.toFixed(1)}`);
    console.log(`\n${name}, single accounts: ${list.join(', ')}`);
    for (const each of EACH) {
      const own = cases.filter((one) => isSweep(one) && one.accounts === 1 && one.each === each);
      if (own.length === 0) continue;
      const [low, high] = [Math.min, Math.max].map((of) => of(...own.map(({ below }) => below)).toFixed(1));
      console.log(`a sweep of ${each} requests: ${low} to ${high}`);
    }
  }
}

void main(process.argv.slice(2));
