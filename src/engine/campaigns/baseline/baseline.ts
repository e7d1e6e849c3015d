/**
 * What one company's ordinary traffic looks like, learned from its own logs: which prompt templates many unrelated accounts
 * use over a long time, how much accounts send, how suspicious products and agencies look, and what days have in common. It
 * contains hashes and counts, never text or names. It is a commutative monoid: parts can be merged in any order.
 */
import { InputError } from '../../../reader/bytes/files/input-error.ts';
import type { AccountHabits } from '../../accounts/account-habits.ts';
import { type DaySignature, mergeSignatures } from './day-signatures.ts';
import type { OrdinaryCandidate } from './ordinary-candidate.ts';

export const BASELINE_VERSION = 3;

export interface Baseline {
  version: typeof BASELINE_VERSION;
  /** The logs it was learned from, by fingerprint, ascending. */
  parts: BaselinePart[];
  /** Days with traffic, as whole days since 1970 (UTC), ascending. */
  days: number[];
  /** By id, ascending. One that was made to have the id of another says something else, and is another. */
  templates: KnownTemplate[];
  /** Number of accounts in each bin, each account counted once per part: see `AccountBins`. */
  accounts: AccountBins;
  /** What the accounts of each day had in common, by day and cohort, ascending: see `DaySignature`. */
  signatures: DaySignature[];
  /** Candidates that were not reported, as examples of ordinary reasons, most suspicious first. */
  candidates: OrdinaryCandidate[];
}

export interface BaselinePart {
  /** Hash of the part's requests: the same log must not count twice. */
  fingerprint: number;
  requests: number;
  accounts: number;
}

export interface KnownTemplate {
  /** Name of the template in reports. */
  id: string;
  /** Names of some of its fixed clauses, ascending: see `ClauseSketch`. */
  clauses: number[];
  /** What each of them says, in hashes that nobody can make a second clause of; empty where no prompt showed it. */
  says: string[];
  /** The users with the smallest hashes, ascending by account, at most `USERS`: a fair sample that merges exactly. */
  users: KnownUser[];
}

export interface KnownUser {
  /** Hash of the account's name. */
  account: number;
  /** Hash of its organisation; 0 where none is known. */
  organisation: number;
  /** Days on which it used the template, ascending, at most `DAYS`. */
  days: number[];
}

/** Counts of accounts by bin: see `habitBins`. */
export interface AccountBins {
  volume: number[];
  hours: number[];
  repeats: number[];
}

export const BINS: Readonly<Record<keyof AccountBins, number>> = { volume: 20, hours: 25, repeats: 21 };
/** The bin of each habit. Volume: powers of two. Hours: each number. Repeats: twentieths. */
export const habitBins = ({ volume, hours, repeats }: AccountHabits): Record<keyof AccountBins, number> => ({
  volume: Math.min(BINS.volume - 1, Math.floor(Math.log2(1 + volume))),
  hours,
  repeats: Math.floor(20 * repeats),
});

export const USERS = 64;
/** Maximum number of days kept per user and template; more are thinned out by hash. */
export const DAYS = 64;
/** Ordinary candidates kept; a p-value needs no more. */
const CANDIDATES = 1000;

export const emptyBaseline = (): Baseline => ({
  version: BASELINE_VERSION,
  parts: [],
  days: [],
  templates: [],
  accounts: {
    volume: new Array<number>(BINS.volume).fill(0),
    hours: new Array<number>(BINS.hours).fill(0),
    repeats: new Array<number>(BINS.repeats).fill(0),
  },
  signatures: [],
  candidates: [],
});

/** @throws Error if both contain the same part: counts cannot be separated again */
export function mergeBaselines(a: Baseline, b: Baseline): Baseline {
  const known = new Set(a.parts.map(({ fingerprint }) => fingerprint));
  if (b.parts.some(({ fingerprint }) => known.has(fingerprint)))
    throw new InputError('Two baselines hold the same log.');
  const templates = new Map(a.templates.map((template) => [keyOf(template), template]));
  for (const template of b.templates) {
    const key = keyOf(template);
    const twin = templates.get(key);
    templates.set(key, twin ? { ...twin, users: mergeUsers(twin.users, template.users) } : template);
  }
  const add = (key: keyof AccountBins): number[] => a.accounts[key].map((count, bin) => count + b.accounts[key][bin]!);
  return {
    version: BASELINE_VERSION,
    parts: [...a.parts, ...b.parts].sort((x, y) => x.fingerprint - y.fingerprint),
    days: union(a.days, b.days),
    templates: inOrder([...templates.values()]),
    accounts: { volume: add('volume'), hours: add('hours'), repeats: add('repeats') },
    signatures: mergeSignatures(a.signatures, b.signatures),
    candidates: keptCandidates([...a.candidates, ...b.candidates]),
  };
}

const keyOf = ({ id, says }: KnownTemplate): string => [id, ...says].join();

/** By id, and then by what they say. */
export const inOrder = (templates: readonly KnownTemplate[]): KnownTemplate[] =>
  templates
    .map((template) => ({ template, key: keyOf(template) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ template }) => template);

/** Candidates in canonical order, whatever order they came in; if there are too many, an evenly spaced sample. */
export function keptCandidates(candidates: readonly OrdinaryCandidate[]): OrdinaryCandidate[] {
  const text = new Map(candidates.map((one) => [one, JSON.stringify(one)]));
  const sorted = [...candidates].sort(
    (a, b) => b.logOdds - a.logOdds || (text.get(a)! < text.get(b)! ? -1 : Number(text.get(a)! > text.get(b)!)),
  );
  if (sorted.length <= CANDIDATES) return sorted;
  return Array.from({ length: CANDIDATES }, (_, i) => sorted[Math.floor((i * sorted.length) / CANDIDATES)]!);
}

function mergeUsers(a: readonly KnownUser[], b: readonly KnownUser[]): KnownUser[] {
  const users = new Map(a.map((user) => [user.account, user]));
  for (const user of b) {
    const twin = users.get(user.account);
    const organisation = Math.max(twin?.organisation ?? 0, user.organisation);
    users.set(user.account, twin ? { ...twin, organisation, days: keptDays(union(twin.days, user.days)) } : user);
  }
  return [...users.values()].sort((x, y) => x.account - y.account).slice(0, USERS);
}

/** At most `DAYS` of the days: those with the smallest hashes, so that every order of merging keeps the same ones. */
export function keptDays(days: readonly number[]): number[] {
  if (days.length <= DAYS) return [...days];
  const scramble = (day: number): number => Math.imul(day + 1, 0x9e3779b1) >>> 0;
  return [...days]
    .sort((a, b) => scramble(a) - scramble(b))
    .slice(0, DAYS)
    .sort((a, b) => a - b);
}

const union = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y);
