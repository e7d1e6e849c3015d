/**
 * What counts as taken by a campaign: its accounts' requests with its templates, but for those that more others use, and with templates
 * that most of these accounts share and nobody else has. The latter may be too rare to judge anybody by, and are no part of the case
 * against them; what they got has left all the same. What fewer of them share may be a customer's that some of them serve.
 */
import { logHypergeometricTail } from '../../../math/hypergeometric.ts';
import type { Slice } from '../../accounts/slices.ts';
import type { Candidate } from '../../campaigns/candidates/candidate.ts';
import { candidateRows } from '../../campaigns/candidates/candidate-rows.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';

/** Chance that accounts drawn at random would be members alike, for any template of the members: at most this. */
const CHANCE = 0.01;

/**
 * Slices of its templates without those that more other accounts use than its own: what everybody asks is what these accounts ask besides,
 * as cover or for customers. A campaign that asks for little else asks for that.
 */
export function ownSlices({ kind, slices, templates, strangers }: Candidate): Slice[] {
  const all = slices.flat();
  if (kind === 'relayed') return all;
  const users = new Map<number, number>();
  for (const { template } of all) users.set(template, (users.get(template) ?? 0) + 1);
  const common = new Set(templates.filter((template, at) => strangers[at]! > users.get(template)!));
  const own = all.filter(({ template }) => !common.has(template));
  return 2 * requestsIn(own) < requestsIn(all) ? all : own;
}

const requestsIn = (slices: readonly Slice[]): number => slices.reduce((sum, { rows }) => sum + rows.length, 0);

/** Slices of templates that no account outside shares, without rows of the campaign itself. */
export function besideSlices(
  candidate: Candidate,
  { slices, profiles }: Pick<DetectionResult, 'slices' | 'profiles'>,
): Slice[] {
  const { kind, accounts, templates } = candidate;
  if (kind === 'relayed') return [];
  const members = new Set(accounts);
  const own = new Set(templates);
  const used = new Set(
    accounts.flatMap((account) => (slices.ofAccount.get(account) ?? []).map(({ template }) => template)),
  );
  const others = [...used].filter((template) => !own.has(template)).sort((a, b) => a - b);
  const least = Math.log(CHANCE / Math.max(1, others.length));
  const beside = others.flatMap((template): Slice[] => {
    const users = slices.ofTemplate.get(template) ?? [];
    const isTheirs = 2 * users.length > members.size && users.every(({ account }) => members.has(account));
    if (!isTheirs || logHypergeometricTail(users.length, profiles.size, members.size, users.length) > least) return [];
    return users;
  });
  if (beside.length === 0) return [];
  const counted = new Set(candidateRows(candidate));
  return beside.map((slice) => ({ ...slice, rows: slice.rows.filter((row) => !counted.has(row)) }));
}

/** How many campaigns count each row as theirs, two at most: those that are found in parts share rows. */
export function campaignsOfRows(taken: Iterable<{ rows: ArrayLike<number> }>, length: number): Uint8Array {
  const campaigns = new Uint8Array(length);
  for (const { rows } of taken)
    for (let at = 0; at < rows.length; at++) campaigns[rows[at]!] = Math.min(2, campaigns[rows[at]!]! + 1);
  return campaigns;
}

/** All that its accounts got, whatever they asked with. */
export function takenByAccounts(
  { accounts }: Pick<Candidate, 'accounts'>,
  { profiles, table }: Pick<DetectionResult, 'profiles' | 'table'>,
): { answers: number; outputTokens: number } {
  const { flags, outputTokens } = table.rows;
  const sum = { answers: 0, outputTokens: 0 };
  for (const account of accounts)
    for (const row of profiles.get(account)?.rows ?? []) {
      if ((flags[row]! & FLAG.error) !== 0) continue;
      sum.answers++;
      sum.outputTokens += outputTokens[row]!;
    }
  return sum;
}

/** All that its accounts sent, by template; what has none is of the template -1. */
export function everySlice(
  accounts: readonly number[],
  { slices, profiles }: Pick<DetectionResult, 'slices' | 'profiles'>,
): { template: number; rows: ArrayLike<number> }[] {
  return accounts.flatMap((account) => {
    const ofTemplates = slices.ofAccount.get(account) ?? [];
    const sliced = new Set(ofTemplates.flatMap(({ rows }) => [...rows]));
    const rest = [...(profiles.get(account)?.rows ?? [])].filter((row) => !sliced.has(row));
    return [...ofTemplates, { template: -1, rows: rest }];
  });
}
