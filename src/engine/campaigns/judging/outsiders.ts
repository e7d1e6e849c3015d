/**
 * Accounts that came into a group with others and make no case by themselves. What is said of a group is said of those who make it
 * suspicious, and whoever is beside them may share no more than a public program or prompt. The group is parted from them.
 */
import type { Slice } from '../../accounts/slices.ts';
import { type Candidate, isPool } from '../candidates/candidate.ts';
import { MIN_MEMBERS } from '../candidates/find-candidates.ts';
import { CALLED } from './distinct-judgements.ts';
import type { Judgement } from './judge.ts';

const TOO_SMALL = 'without accounts that make no case by themselves it is too small to judge';

/** Which accounts of a group are outsiders. */
type Outside = (candidate: Candidate) => boolean[];

export interface Parting {
  judge: (candidate: Candidate) => Judgement;
  /** Whether a template is one of the public prompts that the program knows. */
  isPublished: (template: number) => boolean;
  /** Whether an account is a key of a relay. */
  isKey: (account: number) => boolean;
}

/**
 * Who is an outsider: where some accounts of a group are also in a more suspicious one, or in another whose score calls it, the rest; in a
 * pool of wordings the accounts whose own wording is a published prompt, beside accounts that have others; in a group with a main template
 * the accounts that send nothing of it; and keys of a relay beside accounts that are none, for a key sends whatever the relay's customers
 * send. They stay where they are likelier a campaign than not by themselves.
 * @param judgements most suspicious first
 */
export function partedOutsiders(judgements: readonly Judgement[], { judge, isPublished, isKey }: Parting): Judgement[] {
  const told = new Set<number>();
  /** In how many groups with a score that calls them each account is. */
  const called = new Map<number, number>();
  for (const { candidate } of judgements.filter(isCalled))
    for (const account of candidate.accounts) called.set(account, (called.get(account) ?? 0) + 1);
  const publishes = ({ kind, slices }: Candidate): boolean[] =>
    slices.map((own) => isPool(kind) && own.every(({ template }) => isPublished(template)));
  /** @param own how many of the groups that are called are this one */
  const newBeside =
    (own: number): Outside =>
    ({ accounts }) =>
      accounts.map((account) => !told.has(account) && (called.get(account) ?? 0) <= own);
  const keys = ({ accounts }: Candidate): boolean[] => accounts.map(isKey);
  const parted = judgements.flatMap((judgement) => {
    const parts = [publishes, newBeside(Number(isCalled(judgement))), avoidsMain, keys].reduce(
      (all, outside) => all.flatMap((one) => parting(one, outside, judge)),
      [judgement],
    );
    for (const one of parts) if (isLikely(one)) for (const account of one.candidate.accounts) told.add(account);
    return parts;
  });
  return parted.sort((a, b) => b.logOdds - a.logOdds);
}

/** Which accounts send nothing of the template that most of the group's accounts and requests are of, where there is one. */
function avoidsMain({ slices, templates }: Candidate): boolean[] {
  const users = (template: number): Slice[] => slices.flat().filter((slice) => slice.template === template);
  const sizeOf = (own: readonly Slice[]): number => own.reduce((sum, { rows }) => sum + rows.length, 0);
  const all = sizeOf(slices.flat());
  const main = templates.find((template) => {
    const own = users(template);
    return 2 * own.length > slices.length && 2 * sizeOf(own) > all;
  });
  return slices.map((own) => main !== undefined && !own.some(({ template }) => template === main));
}

/** Likelier a campaign than not. */
const isLikely = ({ logOdds }: Judgement): boolean => logOdds > 0;

const isCalled = ({ logOdds }: Judgement): boolean => logOdds >= CALLED;

/**
 * The group without the outsiders, and they, as far as either has enough accounts; the group as it is where they belong to it, and
 * suspected at most where neither has.
 */
function parting(judgement: Judgement, outside: Outside, judge: Parting['judge']): Judgement[] {
  const { candidate } = judgement;
  if (!isLikely(judgement) || candidate.kind === 'technique') return [judgement];
  const isOutside = outside(candidate);
  const inside = isOutside.filter((is) => !is).length;
  if (inside === 0 || inside === isOutside.length) return [judgement];
  const outsiders = judge(partOf(candidate, (at) => isOutside[at]!));
  if (isLikely(outsiders)) return [judgement];
  const others = partOf(candidate, (at) => !isOutside[at]!);
  const parts = [
    ...(others.accounts.length < MIN_MEMBERS ? [] : [judge(others)]),
    ...(outsiders.candidate.accounts.length < MIN_MEMBERS ? [] : [outsiders]),
  ];
  return parts.length > 0 ? parts : [{ ...judgement, atMostSuspected: TOO_SMALL }];
}

/** The candidate of some of its accounts, by their places, and of the templates that they use. The others are no strangers to it. */
function partOf(candidate: Candidate, has: (at: number) => boolean): Candidate {
  const chosen = <T>(list: readonly T[]): T[] => list.filter((_, at) => has(at));
  const own = chosen(candidate.slices);
  const used = new Set(own.flatMap((list) => list.map(({ template }) => template)));
  const isUsed = candidate.templates.map((template) => used.has(template));
  return {
    ...candidate,
    whole: candidate.whole ?? candidate,
    accounts: chosen(candidate.accounts),
    membership: chosen(candidate.membership),
    traits: chosen(candidate.traits),
    slices: own,
    templates: candidate.templates.filter((_, at) => isUsed[at]!),
    strangers: candidate.strangers.filter((_, at) => isUsed[at]!),
  };
}
